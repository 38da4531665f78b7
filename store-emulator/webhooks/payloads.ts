import { decimal, webhookInstant } from "../instants.ts";
import { gid } from "../ids.ts";
import { onlineAvailable } from "../levels.ts";
import type { InventoryItem, InventoryLevel, Location, Product, Shop, Variant } from "../state.ts";

type Payload = Record<string, unknown>;

/** Variants and pictures are getters: most subscriptions ask for an id only, and a product may have 2,048 variants. */
export function productPayload(shop: Shop, product: Product): Payload {
  const at = (instant: number | null) => (instant === null ? null : webhookInstant(instant, shop.timeZone));
  return {
    id: product.id,
    admin_graphql_api_id: gid("Product", product.id),
    title: product.title,
    body_html: product.descriptionHtml,
    vendor: product.vendor,
    product_type: product.productType,
    handle: product.handle,
    status: product.status.toLowerCase(),
    tags: product.tags.join(", "),
    created_at: at(product.createdAt),
    updated_at: at(product.updatedAt),
    published_at: at(product.publishedAt),
    published_scope: "global",
    template_suffix: null,
    get variants() {
      return product.variantIds.flatMap((id) => {
        const variant = shop.variants.get(id);
        return variant ? [variantPayload(shop, variant)] : [];
      });
    },
    get options() {
      return product.optionNames.map((name, index) => ({
        name,
        product_id: product.id,
        position: index + 1,
        values: [...new Set(product.variantIds.map((id) => shop.variants.get(id)?.optionValues[index]))],
      }));
    },
    get images() {
      return product.pictures.map((picture) => ({ ...picture, product_id: product.id }));
    },
    get variant_gids() {
      return product.variantIds.map((id) => ({
        admin_graphql_api_id: gid("ProductVariant", id),
        updated_at: at(shop.variants.get(id)?.updatedAt ?? product.updatedAt),
      }));
    },
  };
}

function variantPayload(shop: Shop, variant: Variant): Payload {
  const item = shop.inventoryItems.get(variant.inventoryItemId);
  return {
    id: variant.id,
    admin_graphql_api_id: gid("ProductVariant", variant.id),
    product_id: variant.productId,
    title: variant.optionValues.join(" / "),
    option1: variant.optionValues[0] ?? null,
    option2: variant.optionValues[1] ?? null,
    option3: variant.optionValues[2] ?? null,
    position: variant.position,
    price: decimal(variant.priceMinor),
    compare_at_price: variant.compareAtPriceMinor === null ? null : decimal(variant.compareAtPriceMinor),
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    inventory_item_id: variant.inventoryItemId,
    inventory_quantity: item ? onlineAvailable(shop, item) : 0,
    sku: item?.sku ?? null,
    barcode: variant.barcode,
    taxable: variant.taxable,
    created_at: webhookInstant(variant.createdAt, shop.timeZone),
    updated_at: webhookInstant(variant.updatedAt, shop.timeZone),
  };
}

/** One location, and no variant: the receiver has to know which variants the item belongs to. */
export const levelPayload = (shop: Shop, item: InventoryItem, level: InventoryLevel): Payload => ({
  inventory_item_id: item.id,
  location_id: level.locationId,
  available: level.available,
  updated_at: webhookInstant(level.updatedAt, shop.timeZone),
});

export const itemPayload = (shop: Shop, item: InventoryItem): Payload => ({
  id: item.id,
  admin_graphql_api_id: gid("InventoryItem", item.id),
  sku: item.sku,
  tracked: item.tracked,
  requires_shipping: item.requiresShipping,
  cost: item.unitCostMinor === null ? null : decimal(item.unitCostMinor),
  created_at: webhookInstant(item.createdAt, shop.timeZone),
  updated_at: webhookInstant(item.updatedAt, shop.timeZone),
});

export const locationPayload = (shop: Shop, location: Location): Payload => ({
  id: location.id,
  admin_graphql_api_id: gid("Location", location.id),
  name: location.name,
  active: location.isActive,
  city: location.city,
  country_code: location.countryCode,
  created_at: webhookInstant(location.createdAt, shop.timeZone),
  updated_at: webhookInstant(location.updatedAt, shop.timeZone),
});

export const shopPayload = (shop: Shop): Payload => ({
  id: shop.id,
  name: shop.name,
  email: shop.email,
  domain: shop.domain,
  myshopify_domain: shop.domain,
  shop_owner: shop.ownerName,
  country_code: shop.countryCode,
  currency: shop.currencyCode,
  iana_timezone: shop.timeZone,
  primary_locale: shop.locale,
  plan_name: shop.plan,
  created_at: webhookInstant(shop.createdAt, shop.timeZone),
  updated_at: webhookInstant(shop.updatedAt, shop.timeZone),
});
