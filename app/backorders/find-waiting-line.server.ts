import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";

export type FoundWaitingLine =
  | { ok: true; orderId: string; inventoryItemId: InventoryItemGid }
  /** `has-stock`: all that is left of it is allocated, and its place decides nothing any more. */
  | { ok: false; reason: "not-waiting" | "has-stock" };

/** The line, where a place in the queue means something to it. */
export async function findWaitingLine(db: Db, shop: ShopDomain, lineId: string): Promise<FoundWaitingLine> {
  const line = await db.orderLine.findUnique({ where: { shop_lineId: { shop, lineId } } });
  if (line?.inventoryItemId == null || line.unfulfilledUnits === 0 || line.isTest)
    return { ok: false, reason: "not-waiting" };
  if (line.allocatedUnits >= line.unfulfilledUnits) return { ok: false, reason: "has-stock" };
  // Justified cast: the column is written from Shopify's ids only.
  return { ok: true, orderId: line.orderId, inventoryItemId: line.inventoryItemId as InventoryItemGid };
}
