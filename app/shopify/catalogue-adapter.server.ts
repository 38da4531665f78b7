import { z } from "zod";
import { readMetafield } from "../availability/metafield.ts";
import type { CatalogueLevel, CataloguePort, CatalogueProduct, CatalogueVariant } from "../shops/catalogue-port.ts";
import { pagesFrom } from "./all-pages.ts";
import { gidOf, pageInfo, updatedSince } from "./answer-shapes.ts";
import { readBulkState, startBulk } from "./bulk.server.ts";
import type { ShopifyClient } from "./client.server.ts";
import { BulkCatalogue, ReadChangedLevels, ReadChangedProducts, ReadChangedVariants } from "./documents/catalogue.ts";
import { BulkOrders } from "./documents/orders.ts";
import { readJsonLines } from "./read-json-lines.ts";

const productShape = z
  .object({
    id: gidOf("Product"),
    handle: z.string(),
    title: z.string(),
    status: z.enum(["ACTIVE", "ARCHIVED", "DRAFT", "UNLISTED"]),
    vendor: z.string(),
    productType: z.string(),
    tags: z.array(z.string()),
    isGiftCard: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
    featuredMedia: z
      .object({ preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable() })
      .nullable(),
  })
  .transform(({ id, featuredMedia, ...facts }): CatalogueProduct => ({
    ...facts,
    productId: id,
    imageUrl: featuredMedia?.preview?.image?.url ?? null,
  }));

const variantShape = z
  .object({
    id: gidOf("ProductVariant"),
    title: z.string(),
    displayName: z.string(),
    sku: z.string().nullable(),
    position: z.number(),
    price: z.string(),
    inventoryPolicy: z.enum(["CONTINUE", "DENY"]),
    requiresComponents: z.boolean(),
    updatedAt: z.string(),
    selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
    product: productShape,
    metafield: z.object({ value: z.string() }).nullable(),
    inventoryItem: z.object({ id: gidOf("InventoryItem"), tracked: z.boolean(), requiresShipping: z.boolean() }),
  })
  .transform(({ id, inventoryItem, selectedOptions, metafield, ...facts }): CatalogueVariant => {
    const read = readMetafield(metafield?.value);
    return {
      ...facts,
      variantId: id,
      inventoryItemId: inventoryItem.id,
      isTracked: inventoryItem.tracked,
      requiresShipping: inventoryItem.requiresShipping,
      options: selectedOptions,
      metafield: read.ok ? read.metafield : null,
    };
  });

const levelShape = z
  .object({
    updatedAt: z.string(),
    item: z.object({ id: gidOf("InventoryItem") }),
    location: z.object({ id: gidOf("Location") }),
    quantities: z.array(z.object({ name: z.string(), quantity: z.number() })),
  })
  .transform(({ updatedAt, item, location, quantities }): CatalogueLevel => {
    const quantity = (name: string) => quantities.find((each) => each.name === name)?.quantity ?? 0;
    return {
      inventoryItemId: item.id,
      locationId: location.id,
      available: quantity("available"),
      committed: quantity("committed"),
      incoming: quantity("incoming"),
      updatedAt,
    };
  });

const changedVariants = z.object({ productVariants: z.object({ nodes: z.array(variantShape), pageInfo }) });
const changedProducts = z.object({ products: z.object({ nodes: z.array(productShape), pageInfo }) });
const changedLevels = z.object({
  location: z.object({ inventoryLevels: z.object({ nodes: z.array(levelShape), pageInfo }) }).nullable(),
});

/** Lines in a batch: enough for the database to work in sets, few enough to stay small in memory. */
const batchLines = 600;

export function catalogueAdapter(client: ShopifyClient): CataloguePort {
  return {
    startCatalogueBulk: () => startBulk(client, BulkCatalogue),
    startOrderBulk: (since) =>
      startBulk(
        client,
        BulkOrders.replace('query: ""', () => `query: "created_at:>='${since.toISOString()}'"`),
      ),
    readBulk: (bulkOperationId) => readBulkState(client, bulkOperationId),

    async *readCatalogueResult(url, fromByte) {
      let batch = { variants: [] as CatalogueVariant[], levels: [] as CatalogueLevel[], endByte: fromByte };
      for await (const lines of readJsonLines(await client.download(url, { fromByte }), fromByte)) {
        for (const { value, endByte } of lines) {
          if (isLevel(value)) batch.levels.push(levelShape.parse(value));
          else batch.variants.push(variantShape.parse(value));
          batch.endByte = endByte;
          if (batch.variants.length + batch.levels.length < batchLines) continue;
          yield batch;
          batch = { variants: [], levels: [], endByte };
        }
      }
      if (batch.variants.length + batch.levels.length > 0) yield batch;
    },

    readChangedVariants: (since, start) =>
      pagesFrom(start, async (after) => {
        const query = updatedSince(since);
        return (await client.query(ReadChangedVariants, { query, after }, changedVariants)).productVariants;
      }),
    readChangedProducts: (since, start) =>
      pagesFrom(start, async (after) => {
        const query = updatedSince(since);
        return (await client.query(ReadChangedProducts, { query, after }, changedProducts)).products;
      }),
    readChangedLevels: (locationId, since, start) =>
      pagesFrom(start, async (after) => {
        const variables = { locationId, query: updatedSince(since), after };
        const { location } = await client.query(ReadChangedLevels, variables, changedLevels);
        return location?.inventoryLevels ?? { nodes: [], pageInfo: { hasNextPage: false } };
      }),
  };
}

const isLevel = (value: unknown): boolean => typeof value === "object" && value !== null && "quantities" in value;
