import { withShop } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { markStaleQueues } from "./mark-stale-queues.server.ts";

/** Takes a place by hand back: the line is served by its own again. False: there was none. */
export async function undoPlace(ports: Ports, shop: ShopDomain, lineId: string, by: string): Promise<boolean> {
  const at = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    const { count } = await db.queueOverride.updateMany({
      where: { shop, lineId, undoneAt: null },
      data: { undoneAt: at, undoneBy: by },
    });
    if (count === 0) return false;
    const line = await db.orderLine.findUnique({ where: { shop_lineId: { shop, lineId } } });
    // Justified cast: the column is written from Shopify's ids only.
    const itemIds = line?.inventoryItemId == null ? [] : [line.inventoryItemId as InventoryItemGid];
    await markStaleQueues(ports, db, shop, itemIds, { code: "queue-moved" }, { atOnce: true });
    return true;
  });
}
