import { markChangedOrders } from "../backorders/mark-changed-orders.server.ts";
import { outsideShops, withShop } from "../db.server.ts";
import type { CollectionGid, LocationGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type Snapshot, storeCatalogueBatch, storeLevels, storeProducts } from "./store-catalogue-batch.server.ts";

/** Shopify's search lags behind its webhooks, and its clock is not ours. */
const overlapMs = 15 * 60_000;
const firstLookMs = 2 * 3_600_000;
/** Further back the nightly sweep has seen it all. */
const furthestLookMs = 26 * 3_600_000;

/**
 * The hourly look: what Shopify says was updated since the last one is held against what we know, and becomes dirty where
 * it differs: the same path as a webhook's hint, whose loss it makes good.
 */
export async function lookAtChanges(ports: Ports, shop: ShopDomain): Promise<void> {
  const { lookedAt, currency } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const now = await ports.clock.businessNow();
  const from = lookedAt === null ? now - firstLookMs : Math.max(lookedAt.getTime() - overlapMs, now - furthestLookMs);
  const since = new Date(Math.min(from, now));
  const shopify = ports.shopify(shop);
  const snapshot: Snapshot = {
    mode: "compare",
    askedAt: new Date(now),
    syncNumber: 0,
    currency,
    countsAsStocked: false,
  };

  for await (const products of shopify.readChangedProducts(since)) {
    const known = products.map((product) => ({ ...product, isBundleParent: null }));
    await withShop(shop, (db) => storeProducts(db, shop, known, snapshot));
  }
  for await (const variants of shopify.readChangedVariants(since)) {
    await withShop(shop, (db) => storeCatalogueBatch(db, shop, { variants, levels: [] }, snapshot));
  }
  await readChangedCollections(ports, shop, since);
  const locations = await withShop(shop, (db) => db.location.findMany({ where: { shop, isActive: true } }));
  for (const { locationId } of locations) {
    // Justified cast: the column is written from Shopify's location ids only.
    for await (const levels of shopify.readChangedLevels(locationId as LocationGid, since)) {
      await withShop(shop, (db) => storeLevels(db, shop, levels, snapshot));
    }
  }
  for await (const orders of shopify.readChangedOrders(since))
    await withShop(shop, (db) => markChangedOrders(db, shop, orders));
  await ports.queue.enqueue(null, "reconcile-shop", { shop });
  await ports.queue.enqueue(null, "read-inbound", { shop });
  await outsideShops().shop.update({ where: { domain: shop }, data: { lookedAt: new Date(now) } });
}

/** Those that changed, and those that a rule names: one that goes by conditions changes without a word. */
async function readChangedCollections(ports: Ports, shop: ShopDomain, since: Date): Promise<void> {
  const named = await withShop(shop, (db) => db.policy.findMany({ where: { shop, level: "collection" } }));
  // Justified cast: rules of this level name Shopify's collection ids only.
  const ids = new Set(named.map(({ targetId }) => targetId as CollectionGid));
  for await (const changed of ports.shopify(shop).readChangedCollections(since))
    for (const collectionId of changed) ids.add(collectionId);
  for (const collectionId of ids) await ports.queue.enqueue(null, "read-collection", { shop, collectionId });
}
