import type { Emulator } from "./emulator.ts";
import type { FoundVariant } from "./find-variant.ts";
import type { InventoryPolicy, Shop } from "./state.ts";
import { touchProduct } from "./touch-product.ts";

/** A person ticks or unticks "Continue selling when out of stock". */
export function setPolicy(emulator: Emulator, shop: Shop, found: FoundVariant, policy: InventoryPolicy): void {
  if (found.variant.inventoryPolicy === policy) return;
  found.variant.inventoryPolicy = policy;
  found.variant.updatedAt = emulator.clock.now();
  touchProduct(emulator, shop, found.product);
}
