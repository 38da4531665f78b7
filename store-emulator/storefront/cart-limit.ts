import { onlineAvailable } from "../levels.ts";
import type { Shop, Variant } from "../state.ts";

/** Units that a cart takes; null where nothing stops it (untracked, or set to continue selling). */
export function cartLimit(shop: Shop, variant: Variant): number | null {
  const item = shop.inventoryItems.get(variant.inventoryItemId);
  if (!item?.tracked || variant.inventoryPolicy === "CONTINUE") return null;
  return Math.max(0, onlineAvailable(shop, item));
}
