import { makeCollection } from "../change-collection.ts";
import type { Emulator } from "../emulator.ts";
import type { Shop } from "../state.ts";
import { addPastSales } from "./add-past-sales.ts";
import { addProduct } from "./add-product.ts";
import { builtInProducts } from "./built-in-products.ts";
import { catalogueProductOf } from "./catalogue-product-of.ts";
import { fillSecondShop } from "./fill-second-shop.ts";

/** The demo's shops: "first" is believable and tidy, "second" has what real shops have. */
export function fillBuiltInShop(emulator: Emulator, shop: Shop, which: "first" | "second"): { products: number } {
  if (which === "second") return fillSecondShop(emulator, shop);
  for (const product of builtInProducts) addProduct(emulator, shop, catalogueProductOf(product));
  const types = new Map<string, number[]>();
  for (const { id, productType } of shop.products.values())
    types.set(productType, [...(types.get(productType) ?? []), id]);
  for (const [title, productIds] of types) if (title !== "") makeCollection(emulator, shop, title, productIds);
  addPastSales(emulator, shop);
  emulator.publish({ kind: "shop", shop: shop.domain });
  return { products: shop.products.size };
}
