import { type Db, outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { markToldVariants } from "./mark-told-variants.server.ts";
import { publishStorefrontSettings } from "./publish-storefront-settings.server.ts";
import type { LocationFacts, ShopFacts } from "./shop-facts-port.ts";
import { startTask } from "./start-task.server.ts";

/**
 * After install, and whenever the shop's locations or our scopes change: facts and locations are read, the metafield's
 * definition is ensured (all that Arrivo writes while it only watches), and after an install the first syncs begin.
 */
export async function setUpShop(ports: Ports, shop: ShopDomain): Promise<void> {
  const shopify = ports.shopify(shop);
  const facts = await shopify.readShopFacts();
  const scopes = [...(await shopify.readGrantedScopes())].sort();
  const locations = await shopify.readLocations();
  await shopify.ensureMetafieldDefinition();
  const before = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  await storeFacts(shop, { ...facts, scopes });
  await withShop(shop, async (db) => {
    const hasMoved = await storeLocations(db, shop, locations);
    await db.shopSettings.upsert({ where: { shop }, create: { shop }, update: {} });
    if (hasMoved || before.timeZone !== facts.timeZone) {
      await markToldVariants(db, shop);
      await ports.queue.enqueue(db, "reconcile-shop", { shop });
    }
    const installedAt = before.installedAt.toISOString();
    for (const kind of ["catalogue-sync", "order-sync"] as const) {
      const since = { path: ["installedAt"], equals: installedAt };
      const found = await db.task.findFirst({ where: { shop, kind, checkpoint: since, status: { not: "failed" } } });
      if (found === null) await startTask(ports, db, shop, kind, { installedAt });
    }
  });
  await publishStorefrontSettings(ports, shop);
  if (await shopify.watchInbound()) await ports.queue.enqueue(null, "read-inbound", { shop });
}

async function storeFacts(shop: ShopDomain, { locale, ...facts }: ShopFacts & { scopes: string[] }): Promise<void> {
  await outsideShops().shop.update({
    where: { domain: shop },
    data: { ...facts, ...(locale === null ? {} : { locale }) },
  });
}

/** @returns whether another place sells online now, or one no longer does: the levels that count are others then. */
async function storeLocations(db: Db, shop: ShopDomain, locations: readonly LocationFacts[]): Promise<boolean> {
  const known = await db.location.findMany({ where: { shop } });
  const selling = (list: readonly { locationId: string; isActive: boolean; fulfillsOnlineOrders: boolean }[]) =>
    list
      .filter(({ isActive, fulfillsOnlineOrders }) => isActive && fulfillsOnlineOrders)
      .map(({ locationId }) => locationId)
      .sort()
      .join();
  await db.location.deleteMany({
    where: { shop, locationId: { notIn: locations.map(({ locationId }) => locationId) } },
  });
  for (const { locationId, ...facts } of locations) {
    await db.location.upsert({
      where: { shop_locationId: { shop, locationId } },
      create: { shop, locationId, ...facts },
      update: facts,
    });
  }
  return known.length > 0 && selling(known) !== selling(locations);
}
