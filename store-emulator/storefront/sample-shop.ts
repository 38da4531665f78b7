import { addProduct } from "../catalogue/add-product.ts";
import type { CatalogueVariant } from "../catalogue/catalogue-product.ts";
import { createEmulator } from "../create-emulator.ts";
import type { Emulator } from "../emulator.ts";
import { grantInstallation } from "../install-app.ts";
import { makeShop } from "../make-shop.ts";
import type { Product, Shop } from "../state.ts";

const variant = (change: Partial<CatalogueVariant>): CatalogueVariant => ({
  optionValues: ["Default Title"],
  sku: null,
  barcode: null,
  priceMinor: 2_450,
  compareAtPriceMinor: null,
  unitCostMinor: null,
  weightGrams: 400,
  taxable: true,
  tracked: true,
  requiresShipping: true,
  requiresComponents: false,
  inventoryPolicy: "DENY",
  available: [0],
  pictureSrc: null,
  ...change,
});

/** An emulator with one shop, for the tests of the storefront and the admin: a mug in two colours, the app installed. */
export function sampleShop(variants: Partial<CatalogueVariant>[] = [{}]): {
  emulator: Emulator;
  shop: Shop;
  product: Product;
} {
  const { emulator } = createEmulator();
  const shop = makeShop(emulator, "sample.myshopify.com", { name: "Sample" });
  const product = addProduct(emulator, shop, {
    handle: "harbour-mug",
    title: "Harbour mug",
    descriptionHtml: "<p>Stoneware.</p>",
    vendor: "Kiln & Co",
    productType: "Mug",
    tags: [],
    status: "ACTIVE",
    isPublished: true,
    isGiftCard: false,
    optionNames: [variants.length > 1 ? "Colour" : "Title"],
    pictures: [{ src: "/pictures/harbour-mug.svg", alt: null }],
    variants: variants.map(variant),
  });
  grantInstallation(emulator, shop);
  return { emulator, shop, product };
}

/** Publishes a promise on a variant, as the app's mutation would leave it. */
export function publishPromise(emulator: Emulator, shop: Shop, variantId: number, promise: unknown): void {
  const found = shop.variants.get(variantId);
  if (!found) throw new Error(`the sample has no variant ${variantId}`);
  const now = emulator.clock.now();
  found.metafields = [
    {
      id: emulator.nextId(),
      namespace: `app--${emulator.app.appId}`,
      key: "arrivo",
      type: "json",
      value: JSON.stringify(promise),
      createdAt: now,
      updatedAt: now,
    },
  ];
}
