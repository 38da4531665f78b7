import type { CollectionGid, ProductGid } from "../ids.ts";
import type { StartedBulk } from "./catalogue-port.ts";

/** A collection as Shopify has it now, by hand or by its own conditions. */
export interface CatalogueCollection {
  collectionId: CollectionGid;
  title: string;
  handle: string;
  /** ISO instant. */
  updatedAt: string;
}

export interface CollectionWithProducts extends CatalogueCollection {
  productIds: ProductGid[];
}

export interface CollectionsPort {
  startCollectionBulk(): Promise<StartedBulk>;
  /** Every collection of a finished bulk with its products: two ids a place, which a large shop still has room for. */
  readCollectionResult(url: string): Promise<CollectionWithProducts[]>;
  /** Null: it is gone. */
  readCollection(collectionId: CollectionGid): Promise<CollectionWithProducts | null>;
  readChangedCollections(since: Date): AsyncIterable<CollectionGid[]>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends CollectionsPort {}
}
