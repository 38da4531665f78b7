import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { changePurchaseOrder } from "./change-purchase-order.server.ts";
import { type ExpectedDayMove, movedDay, moveFormErrors } from "./expected-day-move.ts";
import { openUnits } from "./line-units.ts";
import type { OrderRefusal } from "./order-outcome.ts";
import { isUnderWay, standingOf } from "./purchase-order-status.ts";
import { tellSupply } from "./tell-supply.server.ts";

export interface MoveDayInput {
  version: number;
  lineIds: readonly string[];
  move: ExpectedDayMove;
  /** Why; kept in each line's history. */
  reason: string;
}

export type MoveDayResult =
  | { ok: true; movedLines: number }
  | OrderRefusal
  | { ok: false; reason: "form"; errors: ReturnType<typeof moveFormErrors> };

/**
 * Moves the expected day of open lines, with a reason. The day first stated stays as it is: lateness counts from it.
 * Where none was stated, the first day given becomes it, unless units came before: they would seem early. A line already on that day, or with nothing open, is passed over.
 */
export function moveExpectedDay(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  { version, lineIds, move, reason }: MoveDayInput,
): Promise<MoveDayResult> {
  return changePurchaseOrder<MoveDayResult>(ports, shop, id, version, async ({ db, order, now, today, save }) => {
    if (!isUnderWay(order)) return { ok: false, reason: "not-allowed", standing: standingOf(order) };
    const errors = moveFormErrors(move, reason, today);
    if (Object.keys(errors).length > 0) return { ok: false, reason: "form", errors };
    const moved = order.lines
      .filter((line) => lineIds.includes(line.id) && openUnits(line) > 0)
      .map((line) => ({ line, to: movedDay(line.expectedOn, move, today) }))
      .filter(({ line, to }) => to !== line.expectedOn);
    if (moved.length === 0) return { ok: true, movedLines: 0 };
    for (const { line, to } of moved) {
      await db.purchaseOrderLine.update({
        where: { shop_id: { shop, id: line.id } },
        data: { expectedOn: to, statedOn: line.statedOn ?? (line.receivedUnits > 0 ? null : to), updatedAt: now },
      });
      const lineId = `po:${line.id}`;
      await db.expectedDayChange.create({
        data: { shop, lineId, fromDay: line.expectedOn, toDay: to, reason: reason.trim(), changedAt: now },
      });
    }
    const toOf = new Map(moved.map(({ line, to }) => [line.id, to]));
    await tellSupply(
      ports,
      db,
      shop,
      moved.map(({ line }) => line),
      (line, lineId) => ({
        code: "line-moved",
        lineId,
        name: order.number,
        from: line.expectedOn,
        to: toOf.get(line.id) ?? null,
        reason: reason.trim(),
      }),
    );
    await save({});
    return { ok: true, movedLines: moved.length };
  });
}
