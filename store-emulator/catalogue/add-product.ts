import type { Emulator } from "../emulator.ts";
import { makeLevel } from "../levels.ts";
import type { InventoryItem, Product, Shop, Variant } from "../state.ts";
import { productPayload } from "../webhooks/payloads.ts";
import type { CatalogueProduct } from "./catalogue-product.ts";

/** Puts a catalogue's product into the shop, with an inventory item and levels at every location for each variant. */
export function addProduct(emulator: Emulator, shop: Shop, from: CatalogueProduct): Product {
  const now = emulator.clock.now();
  const product: Product = {
    id: emulator.nextId(),
    handle: from.handle,
    title: from.title,
    descriptionHtml: from.descriptionHtml,
    vendor: from.vendor,
    productType: from.productType,
    tags: from.tags,
    status: from.status,
    optionNames: from.optionNames,
    variantIds: [],
    pictures: from.pictures.map((picture, index) => ({ id: emulator.nextId(), ...picture, position: index + 1 })),
    isGiftCard: from.isGiftCard,
    publicationIds: from.isPublished ? shop.publications.map((publication) => publication.id) : [],
    publishedAt: from.isPublished ? now : null,
    createdAt: now,
    updatedAt: now,
    metafields: [],
  };
  for (const [index, each] of from.variants.entries()) {
    const item: InventoryItem = {
      id: emulator.nextId(),
      variantIds: [],
      sku: each.sku,
      tracked: each.tracked,
      requiresShipping: each.requiresShipping,
      unitCostMinor: each.unitCostMinor,
      weightGrams: each.weightGrams,
      levels: [...shop.locations.values()].map((location, place) =>
        makeLevel(emulator.nextId(), location.id, each.available[place] ?? 0, now),
      ),
      createdAt: now,
      updatedAt: now,
    };
    const variant: Variant = {
      id: emulator.nextId(),
      productId: product.id,
      inventoryItemId: item.id,
      optionValues: each.optionValues,
      position: index + 1,
      priceMinor: each.priceMinor,
      compareAtPriceMinor: each.compareAtPriceMinor,
      barcode: each.barcode,
      taxable: each.taxable,
      inventoryPolicy: each.inventoryPolicy,
      requiresComponents: each.requiresComponents,
      pictureId: product.pictures.find((picture) => picture.src === each.pictureSrc)?.id ?? null,
      createdAt: now,
      updatedAt: now,
      metafields: [],
    };
    item.variantIds.push(variant.id);
    product.variantIds.push(variant.id);
    shop.inventoryItems.set(item.id, item);
    shop.variants.set(variant.id, variant);
  }
  shop.products.set(product.id, product);
  emulator.sendWebhook(shop, "products/create", () => productPayload(shop, product));
  return product;
}
