import type { Db } from "../db.server.ts";
import type { CollectionGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { CatalogueProduct } from "./catalogue-port.ts";

/** An import changes many products in a row: what is in a collection is read once it has been quiet for a while. */
const quietMs = 60_000;

/**
 * A product that is new, or of which something changed that a collection's conditions may ask for, can have come into a
 * collection or left it without a word: those that a rule names are read again. Before the products are stored.
 */
export async function rereadNamedCollections(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  products: readonly CatalogueProduct[],
): Promise<void> {
  const named = await db.policy.findMany({ where: { shop, level: "collection" }, select: { targetId: true } });
  if (named.length === 0 || products.length === 0) return;
  const ids = products.map(({ productId }) => productId);
  const rows = await db.product.findMany({ where: { shop, productId: { in: ids } } });
  const known = new Map(rows.map((row) => [row.productId, factsOf(row)]));
  if (products.every((product) => known.get(product.productId) === factsOf(product))) return;
  for (const { targetId } of named) {
    // Justified cast: rules of this level name Shopify's collection ids only.
    const collectionId = targetId as CollectionGid;
    await ports.queue.enqueue(db, "read-collection", { shop, collectionId }, { afterMs: quietMs });
  }
}

interface Conditions {
  title: string;
  vendor: string;
  productType: string;
  tags: readonly string[];
  status: string;
}

function factsOf({ title, vendor, productType, tags, status }: Conditions): string {
  return JSON.stringify([title, vendor, productType, tags.toSorted(), status]);
}
