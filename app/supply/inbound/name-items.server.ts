import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";

/** The display name of a variant of each item. */
export async function nameItems(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[],
): Promise<ReadonlyMap<string, string>> {
  const variants = await db.variant.findMany({
    where: { shop, inventoryItemId: { in: [...itemIds] } },
    select: { inventoryItemId: true, displayName: true },
  });
  return new Map(variants.map(({ inventoryItemId, displayName }) => [inventoryItemId, displayName]));
}
