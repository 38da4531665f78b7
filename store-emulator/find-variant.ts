import { HttpError } from "./http.ts";
import { idOf } from "./ids.ts";
import type { InventoryItem, Location, Product, Shop, Variant } from "./state.ts";

export type FoundVariant = { variant: Variant; product: Product; item: InventoryItem };

export function variantById(shop: Shop, id: number): FoundVariant | null {
  const variant = shop.variants.get(id);
  const product = variant && shop.products.get(variant.productId);
  const item = variant && shop.inventoryItems.get(variant.inventoryItemId);
  return variant && product && item ? { variant, product, item } : null;
}

/** By `sku` or `variantId` (number or gid), as every control call takes them; says which one is unknown. */
export function findVariant(shop: Shop, by: { sku?: unknown; variantId?: unknown }): FoundVariant {
  if (by.variantId !== undefined && by.variantId !== null) {
    const id = idOf(by.variantId, "ProductVariant");
    const found = id === null ? null : variantById(shop, id);
    if (!found) throw new HttpError(404, `${shop.domain} has no variant ${String(by.variantId)}`);
    return found;
  }
  if (typeof by.sku !== "string" || by.sku === "") throw new HttpError(400, "name a variant by sku or by variantId");
  for (const item of shop.inventoryItems.values()) {
    if (item.sku !== by.sku) continue;
    const found = item.variantIds.map((id) => variantById(shop, id)).find((each) => each !== null);
    if (found) return found;
  }
  throw new HttpError(404, `${shop.domain} has no variant with the SKU ${by.sku}`);
}

/** A location by id, gid or name; the first active one when none is named. */
export function findLocation(shop: Shop, named: unknown): Location {
  const locations = [...shop.locations.values()];
  if (named === undefined || named === null || named === "") {
    const first = locations.find((location) => location.isActive);
    if (!first) throw new HttpError(422, `${shop.domain} has no active location`);
    return first;
  }
  const id = idOf(named, "Location");
  const location = locations.find((each) => each.id === id || each.name === named);
  if (!location)
    throw new HttpError(
      404,
      `${shop.domain} has no location ${String(named)}; it has ${locations.map((each) => each.name).join(", ")}`,
    );
  return location;
}
