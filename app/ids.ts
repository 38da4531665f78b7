/**
 * Branded ids: a product's id where a variant's belongs does not compile. They are plain strings at run time, so an id
 * that comes from a typed edge (database row, parsed webhook) is cast there, once.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type ShopDomain = Branded<"ShopDomain">;
export type ProductGid = Branded<"Product">;
export type VariantGid = Branded<"ProductVariant">;
export type InventoryItemGid = Branded<"InventoryItem">;
export type LocationGid = Branded<"Location">;
export type CollectionGid = Branded<"Collection">;

interface GidByType {
  Product: ProductGid;
  ProductVariant: VariantGid;
  InventoryItem: InventoryItemGid;
  Location: LocationGid;
  Collection: CollectionGid;
  Order: string;
  LineItem: string;
}

/** The global id of a numeric one, as webhooks give it. */
export function gid<Type extends keyof GidByType>(type: Type, number: number | string | bigint): GidByType[Type] {
  // Justified cast: this is the one place where such an id is made.
  return `gid://shopify/${type}/${number}` as GidByType[Type];
}

const gidPattern = /^gid:\/\/shopify\/([A-Za-z]+)\/\d+$/;

/** Null when the text is not a global id of that type. */
export function parseGid<Type extends keyof GidByType>(type: Type, text: string): GidByType[Type] | null {
  return gidPattern.exec(text)?.[1] === type ? (text as GidByType[Type]) : null;
}

const shopDomainPattern = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** Null when the text is not a shop's permanent domain. */
export function parseShopDomain(text: string): ShopDomain | null {
  return shopDomainPattern.test(text) ? (text as ShopDomain) : null;
}
