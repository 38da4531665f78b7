import type { ArrivoMetafield, InventoryPolicy } from "../availability/metafield.ts";
import type { EligibilityFacts } from "../availability/eligibility.ts";
import type { InventoryItemGid, LocationGid, ProductGid, VariantGid } from "../ids.ts";

export interface CatalogueProduct {
  productId: ProductGid;
  handle: string;
  title: string;
  status: EligibilityFacts["productStatus"];
  vendor: string;
  productType: string;
  tags: string[];
  imageUrl: string | null;
  isGiftCard: boolean;
  /** ISO instants, as Shopify gives them. */
  createdAt: string;
  updatedAt: string;
}

export interface CatalogueVariant {
  variantId: VariantGid;
  product: CatalogueProduct;
  inventoryItemId: InventoryItemGid;
  title: string;
  displayName: string;
  sku: string | null;
  position: number;
  options: { name: string; value: string }[];
  /** Decimal, in the shop's currency. */
  price: string;
  isTracked: boolean;
  requiresShipping: boolean;
  requiresComponents: boolean;
  inventoryPolicy: InventoryPolicy;
  /** Null: none, or one that a later Arrivo wrote. */
  metafield: ArrivoMetafield | null;
  updatedAt: string;
}

export interface CatalogueLevel {
  inventoryItemId: InventoryItemGid;
  locationId: LocationGid;
  available: number;
  committed: number;
  incoming: number;
  updatedAt: string;
}

/** A piece of the catalogue as Shopify had it: variants with their products, and stock levels, in any order. */
interface CatalogueBatch {
  variants: CatalogueVariant[];
  levels: CatalogueLevel[];
  /** Bytes of the result that are behind us once this is stored: where to go on after a crash. */
  endByte: number;
}

export type BulkState =
  | { status: "running"; objectCount: number }
  /** `url` null: nothing was found. */
  | { status: "done"; url: string | null; objectCount: number; sizeBytes: number }
  /** Worth another try with a new operation. */
  | { status: "failed"; code: string };

export type StartedBulk = { ok: true; bulkOperationId: string } | { ok: false; reason: "too-many-at-once" };

export interface ChangedPage<Item> {
  found: Item[];
  /** Where the next page begins; null: this is the last one. */
  next: string | null;
}

export interface CataloguePort {
  startCatalogueBulk(): Promise<StartedBulk>;
  startOrderBulk(since: Date): Promise<StartedBulk>;
  readBulk(bulkOperationId: string): Promise<BulkState>;
  /** Streams a finished catalogue bulk in batches, from a byte that an earlier batch ended with. */
  readCatalogueResult(url: string, fromByte: number): AsyncIterable<CatalogueBatch>;
  /** Variants and products that changed since, in pages, from where `after` says. */
  readChangedVariants(since: Date, after: string | null): AsyncIterable<ChangedPage<CatalogueVariant>>;
  /** Products that changed since; their variants are not among them. */
  readChangedProducts(since: Date, after: string | null): AsyncIterable<ChangedPage<CatalogueProduct>>;
  readChangedLevels(
    locationId: LocationGid,
    since: Date,
    after: string | null,
  ): AsyncIterable<ChangedPage<CatalogueLevel>>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends CataloguePort {}
}
