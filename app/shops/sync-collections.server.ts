import { withShop } from "../db.server.ts";
import type { CollectionGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { awaitBulk } from "./await-bulk.server.ts";
import { closeSync, openSync } from "./open-sync.server.ts";
import { forgetCollection, storeCollection } from "./store-collection.server.ts";
import { syncNumberOf } from "./sync-checkpoint.ts";

const slow = { timeoutMs: 60_000 };

/**
 * Reads all collections and the products in them by a bulk operation, after the catalogue itself: a collection that goes
 * by conditions changes what is in it without a word. Task: collection-sync.
 */
export async function syncCollections(ports: Ports, shop: ShopDomain, taskId: string): Promise<void> {
  const sync = await openSync(shop, taskId);
  if (sync === null) return;
  if (!(await awaitBulk(ports, shop, sync, () => ports.shopify(shop).startCollectionBulk(), {}))) return;
  const { url, askedAt } = sync.checkpoint;
  const asked = new Date(askedAt ?? (await ports.clock.businessNow()));
  const syncNumber = syncNumberOf(asked);
  // Each on its own, so that a crash begins again without harm.
  const collections = url === undefined ? [] : await ports.shopify(shop).readCollectionResult(url);
  let moved = 0;
  for (const collection of collections)
    moved += await withShop(shop, (db) => storeCollection(ports, db, shop, collection, syncNumber), slow);
  await withShop(
    shop,
    async (db) => {
      // What was made after Shopify was asked is younger than its answer.
      const gone = await db.collection.findMany({
        where: { shop, seenBySync: { not: syncNumber }, updatedAt: { lt: asked } },
      });
      // Justified cast: the column is written from Shopify's collection ids only.
      for (const { collectionId } of gone) await forgetCollection(ports, db, shop, collectionId as CollectionGid);
      await closeSync(db, shop, sync, { status: "done", report: { collections: collections.length, moved } });
    },
    slow,
  );
}
