import type { Emulator } from "../emulator.ts";
import { variantById } from "../find-variant.ts";
import { placeOrder } from "../place-order.ts";
import type { Shop } from "../state.ts";
import { addPastSales } from "./add-past-sales.ts";
import { addProduct } from "./add-product.ts";
import { builtInProducts } from "./built-in-products.ts";
import type { CatalogueProduct } from "./catalogue-product.ts";
import { catalogueProductOf } from "./catalogue-product-of.ts";

const dayMs = 24 * 3_600_000;

/** One plain product, changed where a line below says so. */
function odd(title: string, change: (product: CatalogueProduct) => void): CatalogueProduct {
  const product = catalogueProductOf({
    title,
    type: "Candle",
    vendor: "Vester Pottery",
    price: 45,
    stock: "plenty",
    about: "One of the things that real shops have.",
  });
  change(product);
  return product;
}

const oddities: CatalogueProduct[] = [
  odd("Brewing Course (digital)", (product) => product.variants.forEach((each) => (each.requiresShipping = false))),
  odd("Gift Card", (product) => {
    product.isGiftCard = true;
    product.variants.forEach((each) => {
      each.requiresShipping = false;
      each.tracked = false;
    });
  }),
  odd("Offcuts Box", (product) => product.variants.forEach((each) => (each.tracked = false))),
  odd("Sample Swatch", (product) =>
    product.variants.forEach((each) => {
      each.tracked = false;
      each.sku = null;
    }),
  ),
  odd("Spring Collection Vase", (product) => {
    product.status = "DRAFT";
    product.isPublished = false;
    product.variants.forEach((each) => (each.available = [0, 0]));
  }),
  odd("Last Year's Bowl", (product) => {
    product.status = "ARCHIVED";
    product.variants.forEach((each) => (each.available = [0, 0]));
  }),
  odd("Table Set for Four", (product) => product.variants.forEach((each) => (each.requiresComponents = true))),
  odd("Discontinued Jug", (product) => {
    product.tags = ["discontinued"];
    product.variants.forEach((each) => (each.available = [0, 0]));
  }),
];

/**
 * A shop as it is found: some variants already continue to sell, some lie below zero with old orders waiting, some are
 * untracked, digital, gift cards, drafts, archived or bundles.
 */
export function fillSecondShop(emulator: Emulator, shop: Shop): { products: number } {
  for (const [place, each] of builtInProducts.slice(0, 24).entries()) {
    const product = catalogueProductOf(each);
    for (const [index, variant] of product.variants.entries()) {
      if ((place + index) % 5 === 0) variant.inventoryPolicy = "CONTINUE";
      if ((place + index) % 7 === 0) variant.available = [0, 0];
    }
    addProduct(emulator, shop, product);
  }
  for (const product of oddities) addProduct(emulator, shop, product);
  addPastSales(emulator, shop);
  oversell(emulator, shop);
  emulator.publish({ kind: "shop", shop: shop.domain });
  return { products: shop.products.size };
}

/** Orders of the last weeks for variants that continue to sell, so that some of them lie below zero. */
function oversell(emulator: Emulator, shop: Shop): void {
  const now = emulator.clock.now();
  let placed = 0;
  for (const id of shop.variants.keys()) {
    const found = variantById(shop, id);
    if (!found || found.variant.inventoryPolicy !== "CONTINUE" || !found.item.tracked) continue;
    if (found.item.levels.some((level) => level.available > 3)) continue;
    for (let count = 0; count < 2 + (placed % 3); count += 1) {
      placeOrder(emulator, shop, {
        lines: [{ found, quantity: 1 + (count % 2) }],
        email: `customer${placed}-${count}@example.com`,
        isPaid: (placed + count) % 4 !== 0,
        placedAt: now - (3 + placed * 2 + count * 5) * dayMs,
      });
    }
    placed += 1;
    if (placed >= 12) return;
  }
}
