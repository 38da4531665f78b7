import { gid } from "../ids.ts";
import { onlineAvailable } from "../levels.ts";
import type { Product, Shop } from "../state.ts";
import type { AdminCall } from "./admin-call.ts";

const MOST_SHOWN = 50;

function productResource(shop: Shop, product: Product) {
  const variants = product.variantIds.flatMap((id) => {
    const variant = shop.variants.get(id);
    const item = variant && shop.inventoryItems.get(variant.inventoryItemId);
    if (!variant || !item) return [];
    const title = variant.optionValues.join(" / ");
    return [
      {
        id: gid("ProductVariant", variant.id),
        title,
        displayName: `${product.title} - ${title}`,
        sku: item.sku,
        inventoryItem: { id: gid("InventoryItem", item.id) },
        inventoryManagement: item.tracked ? "SHOPIFY" : "NOT_MANAGED",
        inventoryPolicy: variant.inventoryPolicy,
        inventoryQuantity: onlineAvailable(shop, item),
        price: (variant.priceMinor / 100).toFixed(2),
        product: { id: gid("Product", product.id), title: product.title },
      },
    ];
  });
  return {
    id: gid("Product", product.id),
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: product.status,
    totalVariants: variants.length,
    hasOnlyDefaultVariant: variants.length === 1 && variants[0]?.title === "Default Title",
    images: product.pictures.map((picture) => ({
      id: gid("MediaImage", picture.id),
      originalSrc: picture.src,
      altText: picture.alt,
    })),
    variants,
  };
}

/** What the resource picker offers for `?type=product|variant|collection&query=`. */
export function pickerResources({ shop, url }: AdminCall): unknown[] {
  const query = (url.searchParams.get("query") ?? "").toLowerCase();
  const products = [...shop.products.values()].filter((product) => product.title.toLowerCase().includes(query));
  const shown = products.slice(0, MOST_SHOWN).map((product) => productResource(shop, product));
  const type = url.searchParams.get("type");
  if (type === "variant") return shown.flatMap((product) => product.variants);
  if (type !== "collection") return shown;
  return [...shop.collections.values()]
    .filter(({ title }) => title.toLowerCase().includes(query))
    .slice(0, MOST_SHOWN)
    .map(({ id, title, handle, productIds }) => ({
      id: gid("Collection", id),
      title,
      handle,
      productsCount: productIds.length,
    }));
}
