import type { Emulator } from "../emulator.ts";
import type { Shop } from "../state.ts";
import { addProduct } from "./add-product.ts";

/** A large plain catalogue for benchmarks: every seventh variant sold out, every fifth near it. */
export function generateCatalogue(
  emulator: Emulator,
  shop: Shop,
  size: { products: number; variantsPerProduct: number },
): { products: number; variants: number } {
  let count = 0;
  for (let place = 0; place < size.products; place += 1) {
    const variants = Array.from({ length: size.variantsPerProduct }, (_, index) => {
      count += 1;
      const available = count % 7 === 0 ? 0 : count % 5 === 0 ? 2 : 20 + (count % 60);
      return {
        optionValues: [size.variantsPerProduct === 1 ? "Default Title" : `No. ${index + 1}`],
        sku: `GEN-${place + 1}-${index + 1}`,
        barcode: null,
        priceMinor: 990 + (count % 90) * 100,
        compareAtPriceMinor: null,
        unitCostMinor: null,
        weightGrams: 500,
        taxable: true,
        tracked: true,
        requiresShipping: true,
        requiresComponents: false,
        inventoryPolicy: "DENY" as const,
        available: [available],
        pictureSrc: null,
      };
    });
    addProduct(emulator, shop, {
      handle: `generated-${place + 1}`,
      title: `Generated product ${place + 1}`,
      descriptionHtml: "",
      vendor: "Generator",
      productType: "Generated",
      tags: [],
      status: "ACTIVE",
      isPublished: true,
      isGiftCard: false,
      optionNames: [size.variantsPerProduct === 1 ? "Title" : "Number"],
      pictures: [],
      variants,
    });
  }
  emulator.publish({ kind: "shop", shop: shop.domain });
  return { products: size.products, variants: count };
}
