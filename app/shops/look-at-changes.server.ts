import { Prisma } from "@prisma/client";
import { z } from "zod";
import { markChangedOrders } from "../backorders/mark-changed-orders.server.ts";
import { type Db, outsideShops, withShop } from "../db.server.ts";
import type { CollectionGid, LocationGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { readAhead } from "../read-ahead.ts";
import type { ChangedPage } from "./catalogue-port.ts";
import { type Snapshot, storeCatalogueBatch, storeLevels, storeProducts } from "./store-catalogue-batch.server.ts";

/** Shopify's search lags behind its webhooks, and its clock is not ours. */
const overlapMs = 15 * 60_000;
const firstLookMs = 2 * 3_600_000;
/** Further back the nightly sweep has seen it all. */
const furthestLookMs = 26 * 3_600_000;
/** A look that did not end for so long is begun anew: Shopify's cursors are not kept for ever. */
const oldestLookMs = 3_600_000;

/** A look under way: what began it, and where it stands. */
const lookShape = z.object({
  askedAt: z.iso.datetime(),
  since: z.iso.datetime(),
  step: z.string(),
  after: z.string().nullable(),
});
type Look = z.infer<typeof lookShape>;

interface Step {
  name: string;
  /** `reached` is told in the transaction that stored a page. */
  run(after: string | null, reached: (db: Db, next: string | null) => Promise<void>): Promise<void>;
}

/**
 * The hourly look: what Shopify says was updated since the last one is held against what we know, and becomes dirty where
 * it differs: the same path as a webhook's hint, whose loss it makes good. It goes page by page, and one that was
 * interrupted goes on with the page after its last: a small shop's points may take minutes for it.
 */
export async function lookAtChanges(ports: Ports, shop: ShopDomain): Promise<void> {
  const now = await ports.clock.businessNow();
  const registry = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const locations = await withShop(shop, (db) =>
    db.location.findMany({ where: { shop, isActive: true }, orderBy: { locationId: "asc" } }),
  );
  const look = goOn(registry.lookProgress, now) ?? begin(registry.lookedAt, now);
  const since = new Date(look.since);
  const shopify = ports.shopify(shop);
  const snapshot: Snapshot = {
    mode: "compare",
    askedAt: new Date(now),
    syncNumber: 0,
    currency: registry.currency,
    countsAsStocked: false,
  };
  const pages = <Item>(
    name: string,
    read: (after: string | null) => AsyncIterable<ChangedPage<Item>>,
    store: (db: Db, found: Item[]) => Promise<unknown>,
  ): Step => ({
    name,
    async run(after, reached) {
      for await (const { found, next } of readAhead(read(after)))
        await withShop(shop, async (db) => {
          if (found.length > 0) await store(db, found);
          if (next !== null) await reached(db, next);
        });
    },
  });
  const steps: Step[] = [
    pages(
      "products",
      (after) => shopify.readChangedProducts(since, after),
      (db, products) => {
        const known = products.map((product) => ({ ...product, isBundleParent: null }));
        return storeProducts(db, shop, known, snapshot);
      },
    ),
    pages(
      "variants",
      (after) => shopify.readChangedVariants(since, after),
      (db, variants) => storeCatalogueBatch(db, shop, { variants, levels: [] }, snapshot),
    ),
    { name: "collections", run: () => readChangedCollections(ports, shop, since) },
    ...locations.map(({ locationId }) =>
      pages(
        `levels of ${locationId}`,
        // Justified cast: the column is written from Shopify's location ids only.
        (after) => shopify.readChangedLevels(locationId as LocationGid, since, after),
        (db, levels) => storeLevels(db, shop, levels, snapshot),
      ),
    ),
    pages(
      "orders",
      (after) => shopify.readChangedOrders(since, after),
      (db, orders) => markChangedOrders(db, shop, orders),
    ),
  ];
  // A location that is no more leaves a look that stood at it without its place.
  const from = Math.max(
    0,
    steps.findIndex(({ name }) => name === look.step),
  );
  for (const [index, { name, run }] of steps.slice(from).entries()) {
    const isFirst = index === 0 && name === look.step;
    const reached = async (db: Db, after: string | null) => {
      const progress: Look = { ...look, step: name, after };
      await db.shop.update({ where: { domain: shop }, data: { lookProgress: progress } });
    };
    if (!isFirst) await reached(outsideShops(), null);
    await run(isFirst ? look.after : null, reached);
  }
  await ports.queue.enqueue(null, "reconcile-shop", { shop });
  await ports.queue.enqueue(null, "read-inbound", { shop });
  await outsideShops().shop.update({
    where: { domain: shop },
    data: { lookedAt: new Date(look.askedAt), lookProgress: Prisma.DbNull },
  });
}

function goOn(progress: Prisma.JsonValue, now: number): Look | null {
  const { data } = lookShape.safeParse(progress);
  return data !== undefined && now - Date.parse(data.askedAt) < oldestLookMs ? data : null;
}

function begin(lookedAt: Date | null, now: number): Look {
  const from = lookedAt === null ? now - firstLookMs : Math.max(lookedAt.getTime() - overlapMs, now - furthestLookMs);
  return {
    askedAt: new Date(now).toISOString(),
    since: new Date(Math.min(from, now)).toISOString(),
    step: "products",
    after: null,
  };
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
