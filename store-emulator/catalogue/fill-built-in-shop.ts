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
  addPastSales(emulator, shop);
  emulator.publish({ kind: "shop", shop: shop.domain });
  return { products: shop.products.size };
}
