import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { StockPlace } from "./allocate-stock.ts";

export interface ReadPlace extends StockPlace {
  /** Before it was asked for; null: it came with a list. */
  readAt: Date | null;
}

/** What lies where of these items, as last read. */
export async function loadStockPlaces(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[],
): Promise<Map<InventoryItemGid, ReadPlace[]>> {
  const levels = await db.inventoryLevel.findMany({
    where: { shop, inventoryItemId: { in: [...itemIds] } },
    orderBy: [{ inventoryItemId: "asc" }, { locationId: "asc" }],
  });
  const places = new Map<InventoryItemGid, ReadPlace[]>();
  for (const { inventoryItemId, locationId, available, committed, readAt } of levels) {
    // Justified cast: the column is written from Shopify's ids only.
    const item = inventoryItemId as InventoryItemGid;
    places.set(item, [
      ...(places.get(item) ?? []),
      { locationId, availableUnits: available, committedUnits: committed, readAt },
    ]);
  }
  return places;
}
