import { assertExhaustive } from "../../assert-exhaustive.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { type Day, isDay } from "../day.ts";
import { changePurchaseOrder, type OrderChange } from "./change-purchase-order.server.ts";
import { leadTimes } from "./lead-times.server.ts";
import { afterClosingShort, openUnits } from "./line-units.ts";
import type { LockedLine } from "./lock-purchase-order.server.ts";
import type { OrderRefusal } from "./order-outcome.ts";
import { allowedMoves, type OrderMove, standingOf, statusByUnits } from "./purchase-order-status.ts";
import { tellSupply } from "./tell-supply.server.ts";

export type MoveOrderResult =
  | { ok: true; move: OrderMove }
  | OrderRefusal
  /** Nothing new is ordered of a supplier that was put away. */
  | { ok: false; reason: "supplier-archived" }
  | { ok: false; reason: "form"; errors: { orderedOn: "not-a-day" | "in-the-future" } };

export interface MoveOrderInput {
  move: OrderMove;
  version: number;
  /** For `order`: the day it was placed; null: today. */
  orderedOn: Day | null;
  /** For `order`: the merchant has seen that expected days are over already. */
  acceptsPastDays: boolean;
}

/** Moves an order as its table of moves allows: places, confirms, cancels or opens it again. */
export function movePurchaseOrder(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  input: MoveOrderInput,
): Promise<MoveOrderResult> {
  return changePurchaseOrder<MoveOrderResult>(ports, shop, id, input.version, async (change) => {
    const { order, today, save } = change;
    if (!allowedMoves(order).includes(input.move))
      return { ok: false, reason: "not-allowed", standing: standingOf(order) };
    switch (input.move) {
      case "order":
        return place(ports, shop, change, input);
      case "confirm":
        await save({
          confirmedOn: today,
          status: order.status === "ordered" ? "confirmed" : order.status,
        });
        return { ok: true, move: "confirm" };
      case "cancel":
        return cancel(ports, shop, change);
      case "reopen":
        return reopen(ports, shop, change);
      default:
        return assertExhaustive(input.move);
    }
  });
}

/** From here on the days are stated: lateness counts from them, however often they move. */
async function place(
  ports: Ports,
  shop: ShopDomain,
  { db, order, now, today, save }: OrderChange,
  input: MoveOrderInput,
): Promise<MoveOrderResult> {
  const orderedOn = input.orderedOn ?? today;
  if (!isDay(orderedOn)) return { ok: false, reason: "form", errors: { orderedOn: "not-a-day" } };
  if (orderedOn > today) return { ok: false, reason: "form", errors: { orderedOn: "in-the-future" } };
  const supplier = await db.supplier.findUniqueOrThrow({ where: { shop_id: { shop, id: order.supplierId } } });
  if (supplier.archivedAt !== null) return { ok: false, reason: "supplier-archived" };
  const variantIds = order.lines.map(({ variantId }) => variantId);
  const arrives = await leadTimes(db, shop, order.supplierId, variantIds, orderedOn);
  const lines = order.lines.map((line) => ({ ...line, expectedOn: line.expectedOn ?? arrives(line.variantId) }));
  const past = lines.flatMap(({ title, expectedOn }) =>
    expectedOn !== null && expectedOn < today ? [{ title, expectedOn }] : [],
  );
  if (past.length > 0 && !input.acceptsPastDays) return { ok: false, reason: "past-days", lines: past };
  for (const { id, expectedOn } of lines)
    await db.purchaseOrderLine.update({
      where: { shop_id: { shop, id } },
      data: { expectedOn, statedOn: expectedOn, updatedAt: now },
    });
  await save({ status: "ordered", orderedOn });
  await tellAll(ports, shop, { db, order }, order.lines, "ordered");
  return { ok: true, move: "order" };
}

/** What came stays: only the rest is given up, and the order is over without being received. */
async function cancel(
  ports: Ports,
  shop: ShopDomain,
  { db, order, now, today, save }: OrderChange,
): Promise<MoveOrderResult> {
  const open = order.lines.filter((line) => openUnits(line) > 0);
  if (order.status === "partly-received") {
    for (const line of open)
      await db.purchaseOrderLine.update({
        where: { shop_id: { shop, id: line.id } },
        data: { closedUnits: afterClosingShort(line).closedUnits, updatedAt: now },
      });
    await save({ closedOn: today });
  } else {
    await save({ status: "cancelled", closedOn: today });
  }
  if (order.status !== "draft") await tellAll(ports, shop, { db, order }, open, "order-cancelled");
  return { ok: true, move: "cancel" };
}

/** What was given up on is expected again, on the days that were known last. */
async function reopen(ports: Ports, shop: ShopDomain, { db, order, now, save }: OrderChange): Promise<MoveOrderResult> {
  const lines = order.lines.map((line) => ({ ...line, closedUnits: 0 }));
  await db.purchaseOrderLine.updateMany({
    where: { shop, purchaseOrderId: order.id },
    data: { closedUnits: 0, updatedAt: now },
  });
  const isPlaced = order.orderedOn !== null;
  await save({ status: isPlaced ? statusByUnits(lines, order.confirmedOn) : "draft", closedOn: null });
  if (isPlaced)
    await tellAll(
      ports,
      shop,
      { db, order },
      lines.filter((line) => openUnits(line) > 0),
      "ordered",
    );
  return { ok: true, move: "reopen" };
}

async function tellAll(
  ports: Ports,
  shop: ShopDomain,
  { db, order }: Pick<OrderChange, "db" | "order">,
  lines: readonly LockedLine[],
  code: "ordered" | "order-cancelled",
): Promise<void> {
  await tellSupply(ports, db, shop, lines, (_, lineId) => ({ code, lineId, name: order.number }));
}
