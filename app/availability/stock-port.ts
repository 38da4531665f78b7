import type { InventoryItemGid, LocationGid, ProductGid, VariantGid } from "../ids.ts";
import type { CatalogueProduct, CatalogueVariant } from "../shops/catalogue-port.ts";
import type { ArrivoMetafield, InventoryPolicy, ReadMetafield } from "./metafield.ts";

export interface ReadLevel {
  locationId: LocationGid;
  available: number;
  committed: number;
  /** ISO instant, to the second. */
  updatedAt: string;
}

/** A variant with all that a decision needs, as Shopify tells it now. */
export interface ReadVariant extends Omit<CatalogueVariant, "metafield" | "options" | "product"> {
  product: Omit<CatalogueProduct, "imageUrl">;
  /** What only lists show; null where it was not asked for. */
  details: (Pick<CatalogueVariant, "options"> & Pick<CatalogueProduct, "imageUrl">) | null;
  published: ReadMetafield;
  levels: ReadLevel[];
  itemUpdatedAt: string;
}

interface ReadExtent {
  /** About how many locations the shop has. */
  locations: number;
  withDetails: boolean;
}

/** Enough of a variant to see whether it changed since it was last read. */
export interface ListedVariant {
  variantId: VariantGid;
  updatedAt: string;
  inventoryPolicy: InventoryPolicy;
  /** Over the locations that fulfil online orders; null where it is not tracked. */
  liveUnits: number | null;
}

export interface ListedProduct {
  product: CatalogueProduct;
  variants: ListedVariant[];
}

export interface VariantChange {
  variantId: VariantGid;
  policy: InventoryPolicy;
  metafield: ArrivoMetafield;
}

export type ChangeResult =
  | { variantId: VariantGid; ok: true; updatedAt: string }
  /** `gone`: the variant or its product is no more. */
  | { variantId: VariantGid; ok: false; reason: "gone" | "refused"; message: string };

/** What the one path reads of Shopify and writes to it. Every call throws the errors of app/errors.ts. */
export interface StockPort {
  /** API points that the shop wins back each second; null before its first answer. */
  pointsPerSecond(): number | null;
  /** Stock, policy and metafield together. Variants that are gone are left out. */
  readVariants(variantIds: readonly VariantGid[], extent: ReadExtent): Promise<ReadVariant[]>;
  /** The variants of inventory items; items that are gone are left out. */
  readItemVariants(itemIds: readonly InventoryItemGid[]): Promise<Map<InventoryItemGid, VariantGid[]>>;
  /** Products with all their variants; those that are gone are left out. `variantCount`: about how many it has. */
  listProducts(products: readonly { productId: ProductGid; variantCount: number }[]): Promise<ListedProduct[]>;
  /** Policy and metafield together, one mutation for every 250 variants: what is refused for one is done for the others. */
  publish(productId: ProductGid, changes: readonly VariantChange[]): Promise<ChangeResult[]>;
  /** Those that are gone already stay gone. */
  deleteMetafields(variantIds: readonly VariantGid[]): Promise<void>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends StockPort {}
}
