import type { Emulator } from "../emulator.ts";
import type { Product, Shop, Variant } from "../state.ts";
import { metafieldsDrop } from "./metafield-drop.ts";
import { onlineAvailable } from "../levels.ts";

/** Liquid's own limit: `product.variants` lists no more than this many. */
const LIQUID_VARIANT_LIMIT = 250;

export type ImageDrop = { id: number; src: string; alt: string; width: number; height: number; aspect_ratio: number };
type VariantDrop = ReturnType<typeof variantDrop>;

const imageDrop = (product: Product, pictureId: number | null): ImageDrop | null => {
  const picture = product.pictures.find((each) => each.id === pictureId);
  if (!picture) return null;
  return {
    id: picture.id,
    src: picture.src,
    alt: picture.alt ?? product.title,
    width: 800,
    height: 800,
    aspect_ratio: 1,
  };
};

export function variantDrop(
  emulator: Emulator,
  shop: Shop,
  product: Product,
  variant: Variant,
  selectedId: number | null,
) {
  const item = shop.inventoryItems.get(variant.inventoryItemId);
  const isTracked = item?.tracked ?? false;
  const quantity = item ? onlineAvailable(shop, item) : 0;
  const inventory_policy = variant.inventoryPolicy === "CONTINUE" ? "continue" : "deny";
  return {
    id: variant.id,
    title: variant.optionValues.join(" / "),
    option1: variant.optionValues[0] ?? null,
    option2: variant.optionValues[1] ?? null,
    option3: variant.optionValues[2] ?? null,
    options: variant.optionValues,
    sku: item?.sku ?? "",
    barcode: variant.barcode ?? "",
    price: variant.priceMinor,
    compare_at_price: variant.compareAtPriceMinor,
    taxable: variant.taxable,
    requires_shipping: item?.requiresShipping ?? true,
    weight: item?.weightGrams ?? 0,
    available: !isTracked || quantity > 0 || inventory_policy === "continue",
    inventory_policy,
    inventory_quantity: quantity,
    inventory_management: isTracked ? "shopify" : null,
    incoming: (item?.levels ?? []).some((level) => level.incoming > 0),
    next_incoming_date: null,
    selected: variant.id === selectedId,
    url: `/store/${shop.domain}/products/${product.handle}?variant=${variant.id}`,
    requires_selling_plan: false,
    selling_plan_allocations: [],
    quantity_rule: { min: 1, max: null, increment: 1 },
    featured_image: imageDrop(product, variant.pictureId),
    get metafields() {
      return metafieldsDrop(variant.metafields, emulator.app.appId);
    },
  };
}

const optionValues = (shop: Shop, product: Product, index: number): string[] => [
  ...new Set(product.variantIds.flatMap((id) => shop.variants.get(id)?.optionValues[index] ?? [])),
];

/**
 * The variant that `?variant=` or `?option_values=` names. Undefined where the combination does not exist, null where
 * the page was not asked for one: then the first available is shown.
 */
export function selectedVariant(shop: Shop, product: Product, params: URLSearchParams): Variant | null | undefined {
  const wanted = params.get("variant");
  const variants = product.variantIds.flatMap((id) => shop.variants.get(id) ?? []);
  if (wanted !== null) return variants.find((variant) => String(variant.id) === wanted) ?? null;
  const ids = params.get("option_values")?.split(",");
  if (!ids) return null;
  const values = ids.map((id, index) => optionValues(shop, product, index)[Number(id) % 10_000]);
  return variants.find((variant) => values.every((value, index) => value === variant.optionValues[index]));
}

/** Liquid's `product`. Prices are minor units. `selected` is null where the page was not asked for a variant. */
export function productDrop(emulator: Emulator, shop: Shop, product: Product, selected: Variant | null = null) {
  const all = product.variantIds.flatMap((id) => shop.variants.get(id) ?? []);
  const drop = (variant: Variant) => variantDrop(emulator, shop, product, variant, selected?.id ?? null);
  let listed: VariantDrop[] | undefined;
  const variants = () => (listed ??= all.slice(0, LIQUID_VARIANT_LIMIT).map(drop));
  const firstAvailable = () => {
    const variant = all.find((each) => drop(each).available);
    return variant ? drop(variant) : null;
  };
  const current = () => (selected ? drop(selected) : (firstAvailable() ?? (all[0] ? drop(all[0]) : null)));
  const prices = all.map((variant) => variant.priceMinor);
  const images = product.pictures.flatMap((picture) => imageDrop(product, picture.id) ?? []);
  return {
    id: product.id,
    handle: product.handle,
    title: product.title,
    description: product.descriptionHtml,
    content: product.descriptionHtml,
    vendor: product.vendor,
    type: product.productType,
    tags: product.tags,
    url: `/store/${shop.domain}/products/${product.handle}`,
    "gift_card?": product.isGiftCard,
    images,
    media: images.map((image) => ({ ...image, media_type: "image", preview_image: image })),
    featured_image: images[0] ?? null,
    featured_media: images[0] ?? null,
    price: Math.min(...prices),
    price_min: Math.min(...prices),
    price_max: Math.max(...prices),
    price_varies: new Set(prices).size > 1,
    compare_at_price: null,
    options: product.optionNames,
    has_only_default_variant: all.length === 1 && all[0]?.optionValues[0] === "Default Title",
    variants_count: all.length,
    requires_selling_plan: false,
    selling_plan_groups: [],
    published_at: product.publishedAt === null ? null : new Date(product.publishedAt).toISOString(),
    get available() {
      return all.some((variant) => drop(variant).available);
    },
    get variants() {
      return variants();
    },
    get selected_variant() {
      return selected ? drop(selected) : null;
    },
    get first_available_variant() {
      return firstAvailable();
    },
    get selected_or_first_available_variant() {
      return current();
    },
    get options_with_values() {
      const chosen = current();
      return product.optionNames.map((name, index) => {
        const matches = (value: string) =>
          all.filter((variant) =>
            variant.optionValues.every((each, i) => (i === index ? each === value : each === chosen?.options[i])),
          );
        return {
          name,
          position: index + 1,
          selected_value: chosen?.options[index] ?? null,
          values: optionValues(shop, product, index).map((value, place) => {
            const variant = matches(value)[0];
            return {
              id: (index + 1) * 10_000 + place,
              name: value,
              selected: chosen?.options[index] === value,
              available: variant ? drop(variant).available : false,
              variant: variant ? { id: variant.id } : null,
            };
          }),
        };
      });
    },
    get metafields() {
      return metafieldsDrop(product.metafields, emulator.app.appId);
    },
  };
}
