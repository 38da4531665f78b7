import { z } from "zod";
import type { InventoryItemGid, LocationGid, ProductGid, VariantGid } from "../ids.ts";

// Justified casts: these ids come from the field that holds an id of that type.
const id = <Gid extends string>() => z.string().transform((text) => text as Gid);

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const inventoryPolicy = z.enum(["DENY", "CONTINUE"]);

const product = z.object({
  id: id<ProductGid>(),
  handle: z.string(),
  title: z.string(),
  // A status of a later API version is treated like a draft's: never touched.
  status: z.enum(["ACTIVE", "ARCHIVED", "DRAFT", "UNLISTED"]).catch("DRAFT"),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  isGiftCard: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  featuredMedia: z
    .object({ preview: z.object({ image: z.object({ url: z.string() }).nullish() }).nullish() })
    .nullish(),
});

const levels = z.object({
  nodes: z.array(
    z.object({
      updatedAt: z.string(),
      location: z.object({ id: id<LocationGid>() }),
      quantities: z.array(z.object({ name: z.string(), quantity: z.number().int() })),
    }),
  ),
  pageInfo,
});

const listedVariants = z.object({
  nodes: z.array(
    z.object({
      id: id<VariantGid>(),
      updatedAt: z.string(),
      inventoryPolicy,
      inventoryQuantity: z.number().int().nullable(),
    }),
  ),
  pageInfo,
});

const variant = z.object({
  id: id<VariantGid>(),
  title: z.string(),
  displayName: z.string(),
  sku: z.string().nullable(),
  position: z.number().int(),
  price: z.string(),
  inventoryPolicy,
  requiresComponents: z.boolean(),
  updatedAt: z.string(),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  metafield: z.object({ value: z.string() }).nullable(),
  product,
  inventoryItem: z.object({
    id: id<InventoryItemGid>(),
    tracked: z.boolean(),
    requiresShipping: z.boolean(),
    updatedAt: z.string(),
    inventoryLevels: levels,
  }),
});

/** A node that is gone is null; one of another type than asked for is an empty object. */
const nodesOf = <Node extends z.ZodType>(node: Node) =>
  z.object({ nodes: z.array(z.union([node, z.object({}).strict(), z.null()])) });

export type ReadVariantNode = z.infer<typeof variant>;
export type LevelsPage = z.infer<typeof levels>;
export type ProductNode = z.infer<typeof product>;
export type ListedVariantsPage = z.infer<typeof listedVariants>;

const userErrors = <Error extends z.ZodRawShape>(shape: Error) =>
  z.array(z.object({ field: z.array(z.string()).nullable(), message: z.string(), ...shape }));

/** The answers to documents/stock.ts. */
export const stockSchemas = {
  readVariants: nodesOf(variant),
  readMoreLevels: z.object({ inventoryItem: z.object({ inventoryLevels: levels }).nullable() }),
  readItemVariants: nodesOf(
    z.object({
      id: id<InventoryItemGid>(),
      variants: z.object({ nodes: z.array(z.object({ id: id<VariantGid>() })) }).nullable(),
    }),
  ),
  listProducts: nodesOf(product.extend({ variants: listedVariants })),
  listMoreVariants: z.object({ product: z.object({ variants: listedVariants }).nullable() }),
  publishVariants: z.object({
    productVariantsBulkUpdate: z
      .object({
        productVariants: z.array(z.object({ id: id<VariantGid>(), updatedAt: z.string() })).nullable(),
        userErrors: userErrors({ code: z.string().nullable() }),
      })
      .nullable(),
  }),
  deleteMetafields: z.object({ metafieldsDelete: z.object({ userErrors: userErrors({}) }).nullable() }),
};
