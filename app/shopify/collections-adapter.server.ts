import { z } from "zod";
import type { CatalogueCollection, CollectionsPort, CollectionWithProducts } from "../shops/collections-port.ts";
import { allPages } from "./all-pages.ts";
import { gidOf, pageInfo, updatedSince } from "./answer-shapes.ts";
import { startBulk } from "./bulk.server.ts";
import type { ShopifyClient } from "./client.server.ts";
import { BulkCollections, ReadChangedCollections, ReadCollection } from "./documents/collections.ts";
import { readJsonLines } from "./read-json-lines.ts";

const facts = { id: gidOf("Collection"), title: z.string(), handle: z.string(), updatedAt: z.string() };
const collectionShape = z
  .object(facts)
  .transform(({ id, ...rest }): CatalogueCollection => ({ ...rest, collectionId: id }));
const memberShape = z.object({ id: gidOf("Product"), __parentId: gidOf("Collection") });

const onePage = z.object({
  collection: z
    .object({ ...facts, products: z.object({ nodes: z.array(z.object({ id: gidOf("Product") })), pageInfo }) })
    .nullable(),
});
const changed = z.object({
  collections: z.object({ nodes: z.array(z.object({ id: gidOf("Collection") })), pageInfo }),
});

export function collectionsAdapter(client: ShopifyClient): CollectionsPort {
  return {
    startCollectionBulk: () => startBulk(client, BulkCollections),

    async readCollectionResult(url) {
      const found = new Map<string, CollectionWithProducts>();
      for await (const lines of readJsonLines(await client.download(url, { fromByte: 0 }), 0)) {
        for (const { value } of lines) {
          const member = memberShape.safeParse(value);
          // A product's line follows that of its collection, though not always at once.
          if (member.success) found.get(member.data.__parentId)?.productIds.push(member.data.id);
          else {
            const collection = collectionShape.parse(value);
            found.set(collection.collectionId, { ...collection, productIds: [] });
          }
        }
      }
      return [...found.values()];
    },

    async readCollection(collectionId) {
      let found: CollectionWithProducts | null = null;
      const pages = allPages(async (after) => {
        const { collection } = await client.query(ReadCollection, { id: collectionId, after }, onePage);
        if (collection === null) return { nodes: [], pageInfo: { hasNextPage: false } };
        const { products, id: _id, ...rest } = collection;
        found ??= { ...rest, collectionId, productIds: [] };
        return products;
      });
      const productIds: CollectionWithProducts["productIds"] = [];
      for await (const products of pages) productIds.push(...products.map(({ id }) => id));
      return found === null ? null : { ...(found as CollectionWithProducts), productIds };
    },

    async *readChangedCollections(since) {
      const pages = allPages(async (after) => {
        const { collections } = await client.query(
          ReadChangedCollections,
          { query: updatedSince(since), after },
          changed,
        );
        return collections;
      });
      for await (const page of pages) yield page.map(({ id }) => id);
    },
  };
}
