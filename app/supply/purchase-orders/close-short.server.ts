import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { changePurchaseOrder } from "./change-purchase-order.server.ts";
import { afterClosingShort, openUnits } from "./line-units.ts";
import type { OrderRefusal } from "./order-outcome.ts";
import { isUnderWay, standingOf, statusByUnits } from "./purchase-order-status.ts";
import { tellSupply } from "./tell-supply.server.ts";

export type CloseShortResult = { ok: true; closedLines: number } | OrderRefusal;

/** The rest of these lines will not come: the supplier delivered short. An order without open units is over. */
export function closeShort(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  { version, lineIds }: { version: number; lineIds: readonly string[] },
): Promise<CloseShortResult> {
  return changePurchaseOrder<CloseShortResult>(ports, shop, id, version, async ({ db, order, now, today, save }) => {
    if (!isUnderWay(order)) return { ok: false, reason: "not-allowed", standing: standingOf(order) };
    const isChosen = (line: (typeof order.lines)[number]) => lineIds.includes(line.id) && openUnits(line) > 0;
    const closing = order.lines.filter(isChosen);
    if (closing.length === 0) return { ok: true, closedLines: 0 };
    const lines = order.lines.map((line) => (isChosen(line) ? afterClosingShort(line) : line));
    for (const { id: lineId, closedUnits } of lines.filter(({ id }) => closing.some((line) => line.id === id)))
      await db.purchaseOrderLine.update({
        where: { shop_id: { shop, id: lineId } },
        data: { closedUnits, updatedAt: now },
      });
    const status = statusByUnits(lines, order.confirmedOn);
    await save({ status, closedOn: status === "received" || status === "cancelled" ? today : null });
    await tellSupply(ports, db, shop, closing, (_, lineId) => ({
      code: "closed-short",
      lineId,
      name: order.number,
    }));
    return { ok: true, closedLines: closing.length };
  });
}
