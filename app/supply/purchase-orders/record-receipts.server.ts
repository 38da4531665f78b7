import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { expectRise } from "../inbound/expect-rise.server.ts";
import { holdPurchaseOrder, type OrderChange } from "./change-purchase-order.server.ts";
import { learnFromReceipts } from "./learn-from-receipts.server.ts";
import { overUnits } from "./line-units.ts";
import type { LockedLine } from "./lock-purchase-order.server.ts";
import { parseReceiptForm, type ReceiptFormError, type ReceiptFormInput, type ReceivedLine } from "./receipt-form.ts";
import { receivable, statusByUnits } from "./purchase-order-status.ts";
import { tellSupply } from "./tell-supply.server.ts";

export interface RecordReceiptsInput {
  /** The form's own, a UUID: sent twice it is one receipt. */
  key: string;
  /** As the form had read the order; null: whatever stands there (a file, or a person who was told and goes on). */
  version: number | null;
  form: ReceiptFormInput;
  /** Into Shopify's available stock too, or stock is counted elsewhere. */
  isBooked: boolean;
  source?: "hand" | "csv";
}

export type RecordReceiptsResult =
  | { ok: true; isReplay: boolean; units: number; over: { title: string; overUnits: number }[] }
  | { ok: false; reason: "gone" }
  /** The order stands elsewhere: `not-ordered` place it first, `cancelled` open it again first. */
  | { ok: false; reason: "not-ordered" | "cancelled" }
  /**
   * Somebody else changed it since the form was opened, perhaps by receiving the very same parcel. Nothing is recorded
   * until the person has seen what is open now and sends the form again with that version.
   */
  | { ok: false; reason: "changed-meanwhile"; version: number }
  | { ok: false; reason: "form"; errors: Record<string, ReceiptFormError> };

/**
 * Records what came of an order. The key is looked for under the order's lock, so that of one form sent twice, at once or
 * much later, one receipt stands; two different forms both stand, the later one after a look at what the first one did.
 */
export function recordReceipts(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  input: RecordReceiptsInput,
): Promise<RecordReceiptsResult> {
  return holdPurchaseOrder<RecordReceiptsResult>(ports, shop, id, async (change) => {
    const { db, order, today } = change;
    const recorded = await db.receipt.aggregate({
      where: { shop, key: { startsWith: `${input.key}:` } },
      _sum: { units: true },
      _count: true,
    });
    if (recorded._count > 0) return { ok: true, isReplay: true, units: recorded._sum.units ?? 0, over: [] };
    const may = receivable(order);
    if (!may.ok) return may;
    if (input.version !== null && input.version !== order.version)
      return { ok: false, reason: "changed-meanwhile", version: order.version };
    const parsed = parseReceiptForm(input.form, { lines: order.lines, orderedOn: order.orderedOn, today });
    if (!parsed.ok) return { ok: false, reason: "form", errors: parsed.errors };
    await keep(shop, change, input, parsed);
    const units = new Map(parsed.received.map((each) => [each.line.id, each.units]));
    await tellSupply(
      ports,
      db,
      shop,
      parsed.received.map(({ line }) => line),
      ({ id: lineId }, inboundId) => ({
        code: "received",
        lineId: inboundId,
        name: order.number,
        units: units.get(lineId) ?? 0,
      }),
    );
    await learnFromReceipts(ports, db, shop, today);
    if (input.isBooked) await ports.queue.enqueue(db, "book-receipts", { shop });
    return {
      ok: true,
      isReplay: false,
      units: parsed.received.reduce((sum, each) => sum + each.units, 0),
      over: parsed.received
        .filter((each) => each.overUnits > 0)
        .map(({ line }) => ({ title: line.title, overUnits: overUnits(line) })),
    };
  });
}

async function keep(
  shop: ShopDomain,
  { db, order, now, today, save }: OrderChange,
  { key, isBooked, source = "hand" }: RecordReceiptsInput,
  { receivedOn, received }: { receivedOn: string; received: readonly ReceivedLine<LockedLine>[] },
): Promise<void> {
  const untracked = await untrackedVariants(db, shop, order.lines);
  await db.receipt.createMany({
    data: received.map(({ line, units }) => ({
      shop,
      key: `${key}:${line.id}`,
      purchaseOrderId: order.id,
      lineId: line.id,
      units,
      receivedOn,
      recordedAt: now,
      // Shopify counts nothing of what it does not track.
      booking: isBooked && !untracked.has(line.variantId) ? "to-book" : "recorded",
      source,
    })),
  });
  for (const { line, units } of received) {
    const { receivedUnits, closedUnits } = line;
    await db.purchaseOrderLine.update({
      where: { shop_id: { shop, id: line.id } },
      data: { receivedUnits, closedUnits, updatedAt: now },
    });
    const isToBook = isBooked && !untracked.has(line.variantId);
    const { inventoryItemId } = line;
    const { locationId } = order;
    await expectRise(
      db,
      shop,
      [{ inventoryItemId, locationId, lineId: `po:${line.id}`, units, isBooked: isToBook }],
      now,
    );
  }
  const after = new Map(received.map(({ line }) => [line.id, line]));
  const lines = order.lines.map((line) => after.get(line.id) ?? line);
  const status = statusByUnits(lines, order.confirmedOn);
  const isOver = status === "received" || status === "cancelled";
  await save({ status, closedOn: isOver ? (order.closedOn ?? today) : null });
}

async function untrackedVariants(db: Db, shop: ShopDomain, lines: readonly LockedLine[]): Promise<Set<string>> {
  const found = await db.variant.findMany({
    where: { shop, variantId: { in: lines.map(({ variantId }) => variantId) }, tracked: false },
    select: { variantId: true },
  });
  return new Set(found.map(({ variantId }) => variantId));
}
