import type { InventoryItem, Shop, Variant } from "../state.ts";

/** What the storefront may know of a variant's stock: the active locations that fulfil online orders, summed. */
export function storefrontQuantity(shop: Shop, item: InventoryItem): number {
  return item.levels.reduce((sum, level) => {
    const location = shop.locations.get(level.locationId);
    return level.isActive && location?.isActive && location.fulfillsOnlineOrders ? sum + level.available : sum;
  }, 0);
}

/** Units that a cart takes; null where nothing stops it (untracked, or set to continue selling). */
export function cartLimit(shop: Shop, variant: Variant): number | null {
  const item = shop.inventoryItems.get(variant.inventoryItemId);
  if (!item?.tracked || variant.inventoryPolicy === "CONTINUE") return null;
  return Math.max(0, storefrontQuantity(shop, item));
}
