import type { ChangeResult, ReadLevel, ReadVariant, StockPort, VariantChange } from "../availability/stock-port.ts";
import { readMetafield, writeMetafield } from "../availability/metafield.ts";
import { ShopifyRejected } from "../errors.ts";
import type { InventoryItemGid, ProductGid, VariantGid } from "../ids.ts";
import type { CatalogueProduct } from "../shops/catalogue-port.ts";
import type { ShopifyClient } from "./client.server.ts";
import {
  DeleteVariantMetafields,
  ListMoreVariants,
  ListProducts,
  PublishVariants,
  ReadItemVariants,
  ReadMoreLevels,
  ReadVariants,
} from "./documents/stock.ts";
import {
  type LevelsPage,
  type ListedVariantsPage,
  type ProductNode,
  type ReadVariantNode,
  stockSchemas,
} from "./stock-schemas.ts";

/** One query may cost 1,000 points; some are left for what our sum does not see. */
const pointsPerQuery = 950;
/** A node, its product, metafield (two objects at most) and item, and the connection of its levels. */
const pointsPerVariant = 8;
/** A level, its location and two quantities. */
const pointsPerLevel = 4;
const mostLevels = 100;
const mostListed = 250;
const mostChanged = 250;
/** `metafieldsSet` takes 25; what `metafieldsDelete` takes is written nowhere. */
const mostDeleted = 25;

const metafieldName = { namespace: "$app", key: "arrivo" } as const;

/** The one path's reads and writes, within Shopify's limits on cost and on the length of lists. */
export function stockAdapter(client: ShopifyClient): StockPort {
  const readVariants: StockPort["readVariants"] = async (variantIds, { locations, withDetails }) => {
    const levels = Math.min(mostLevels, Math.max(1, locations));
    const size = Math.min(250, Math.floor(pointsPerQuery / (pointsPerVariant + levels * pointsPerLevel)));
    const read: ReadVariant[] = [];
    for (const ids of chunksOf(variantIds, Math.max(1, size))) {
      const variables = { ids, levels, withDetails };
      const { nodes } = await client.query(ReadVariants, variables, stockSchemas.readVariants);
      for (const node of nodes)
        if (isNode(node)) read.push(variantOf(node, await allLevels(client, node), withDetails));
    }
    return read;
  };

  return {
    pointsPerSecond: () => client.pointsPerSecond(),
    readVariants,

    async readItemVariants(itemIds) {
      const found = new Map<InventoryItemGid, VariantGid[]>();
      for (const ids of chunksOf(itemIds, 60)) {
        const { nodes } = await client.query(ReadItemVariants, { ids }, stockSchemas.readItemVariants);
        for (const node of nodes)
          if (isNode(node)) found.set(node.id, node.variants?.nodes.map((variant) => variant.id) ?? []);
      }
      return found;
    },

    async listProducts(products) {
      const listed = [];
      // Those of a size together: a page is paid for by its length, not by what is on it.
      for (const group of groupsBySize(products)) {
        const variables = { ids: group.productIds, variants: group.pageSize };
        const { nodes } = await client.query(ListProducts, variables, stockSchemas.listProducts);
        for (const node of nodes) {
          if (!isNode(node)) continue;
          const pages = await allListed(client, node.id, node.variants);
          listed.push({
            product: productOf(node),
            variants: pages.map(({ id, updatedAt, inventoryPolicy, inventoryQuantity }) => ({
              variantId: id,
              updatedAt,
              inventoryPolicy,
              liveUnits: inventoryQuantity,
            })),
          });
        }
      }
      return listed;
    },

    async publish(productId, changes) {
      const results: ChangeResult[] = [];
      for (const chunk of chunksOf(changes, mostChanged))
        results.push(...(await publishChunk(client, productId, chunk)));
      return results;
    },

    async deleteMetafields(variantIds) {
      for (const ids of chunksOf(variantIds, mostDeleted)) {
        const metafields = ids.map((ownerId) => ({ ownerId, ...metafieldName }));
        const { metafieldsDelete } = await client.query(
          DeleteVariantMetafields,
          { metafields },
          stockSchemas.deleteMetafields,
        );
        const refused = metafieldsDelete?.userErrors ?? [];
        if (refused.length > 0) throw new ShopifyRejected("DeleteVariantMetafields", refused);
      }
    },
  };
}

async function publishChunk(
  client: ShopifyClient,
  productId: ProductGid,
  changes: readonly VariantChange[],
): Promise<ChangeResult[]> {
  const variants = changes.map(({ variantId, policy, metafield }) => ({
    id: variantId,
    inventoryPolicy: policy,
    metafields: [{ ...metafieldName, type: "json", value: writeMetafield(metafield) }],
  }));
  const answer = await client.query(PublishVariants, { productId, variants }, stockSchemas.publishVariants);
  const { productVariants, userErrors } = answer.productVariantsBulkUpdate ?? { productVariants: null, userErrors: [] };
  const done = new Map(productVariants?.map(({ id, updatedAt }) => [id, updatedAt]));
  return changes.map(({ variantId }, index): ChangeResult => {
    // An error that names no variant is everyone's.
    const error = userErrors.find(({ field }) => field?.[0] !== "variants" || field[1] === String(index));
    const updatedAt = done.get(variantId);
    if (error === undefined && updatedAt !== undefined) return { variantId, ok: true, updatedAt };
    const isGone = error?.code === "PRODUCT_VARIANT_DOES_NOT_EXIST" || error?.code === "PRODUCT_DOES_NOT_EXIST";
    const message = error?.message ?? "Shopify does not say that it was changed";
    return { variantId, ok: false, reason: isGone ? "gone" : "refused", message };
  });
}

async function allLevels(client: ShopifyClient, { inventoryItem }: ReadVariantNode): Promise<LevelsPage["nodes"]> {
  const nodes = [...inventoryItem.inventoryLevels.nodes];
  let { hasNextPage, endCursor } = inventoryItem.inventoryLevels.pageInfo;
  while (hasNextPage) {
    const variables = { id: inventoryItem.id, after: endCursor };
    const answer = await client.query(ReadMoreLevels, variables, stockSchemas.readMoreLevels);
    const page = answer.inventoryItem?.inventoryLevels;
    nodes.push(...(page?.nodes ?? []));
    hasNextPage = page?.pageInfo.hasNextPage ?? false;
    endCursor = page?.pageInfo.endCursor ?? null;
  }
  return nodes;
}

async function allListed(
  client: ShopifyClient,
  productId: ProductGid,
  first: ListedVariantsPage,
): Promise<ListedVariantsPage["nodes"]> {
  const nodes = [...first.nodes];
  let { hasNextPage, endCursor } = first.pageInfo;
  while (hasNextPage) {
    const variables = { id: productId, after: endCursor };
    const answer = await client.query(ListMoreVariants, variables, stockSchemas.listMoreVariants);
    nodes.push(...(answer.product?.variants.nodes ?? []));
    hasNextPage = answer.product?.variants.pageInfo.hasNextPage ?? false;
    endCursor = answer.product?.variants.pageInfo.endCursor ?? null;
  }
  return nodes;
}

interface ProductGroup {
  productIds: ProductGid[];
  pageSize: number;
}

/** A few more than known, so that a variant made since needs no second page. */
const slack = 5;

function groupsBySize(products: readonly { productId: ProductGid; variantCount: number }[]): ProductGroup[] {
  const groups: ProductGroup[] = [];
  const bySize = products.toSorted((one, other) => other.variantCount - one.variantCount);
  for (const { productId, variantCount } of bySize) {
    const last = groups.at(-1);
    if (last !== undefined && (last.productIds.length + 1) * (last.pageSize + 6) <= pointsPerQuery)
      last.productIds.push(productId);
    else groups.push({ productIds: [productId], pageSize: Math.min(mostListed, variantCount + slack) });
  }
  return groups;
}

function variantOf(node: ReadVariantNode, levels: LevelsPage["nodes"], withDetails: boolean): ReadVariant {
  const { id, product, inventoryItem, metafield, price, requiresComponents, selectedOptions, ...rest } = node;
  const { imageUrl, ...productFacts } = productOf(product);
  return {
    variantId: id,
    product: productFacts,
    details: withDetails ? { options: selectedOptions ?? [], imageUrl } : null,
    inventoryItemId: inventoryItem.id,
    title: rest.title,
    displayName: rest.displayName,
    sku: rest.sku,
    position: rest.position,
    price,
    isTracked: inventoryItem.tracked,
    requiresShipping: inventoryItem.requiresShipping,
    requiresComponents,
    inventoryPolicy: rest.inventoryPolicy,
    published: readMetafield(metafield?.value),
    updatedAt: rest.updatedAt,
    levels: levels.map(levelOf),
    itemUpdatedAt: inventoryItem.updatedAt,
  };
}

function levelOf({ updatedAt, location, quantities }: LevelsPage["nodes"][number]): ReadLevel {
  const quantity = (name: string) => quantities.find((each) => each.name === name)?.quantity ?? 0;
  return {
    locationId: location.id,
    available: quantity("available"),
    committed: quantity("committed"),
    updatedAt,
  };
}

function productOf({ id, featuredMedia, ...facts }: ProductNode): CatalogueProduct {
  return {
    productId: id,
    handle: facts.handle,
    title: facts.title,
    status: facts.status,
    vendor: facts.vendor,
    productType: facts.productType,
    tags: facts.tags,
    imageUrl: featuredMedia?.preview?.image?.url ?? null,
    isGiftCard: facts.isGiftCard,
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
  };
}

function isNode<Node extends { id: string }>(node: Node | Record<string, never> | null): node is Node {
  return node !== null && "id" in node;
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}
