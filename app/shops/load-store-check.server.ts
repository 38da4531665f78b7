import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type Finding, storeCheck } from "./store-check.server.ts";

export interface StoreCheckPage {
  findings: Finding[];
  /** What the targets and places of the findings are called; one that is no longer in the shop has no name. */
  names: Record<string, string>;
  /** The hourly look at what changed, epoch milliseconds. */
  lookedAt: number | null;
  /** When all of the shop was last read, epoch milliseconds. */
  readAt: number | null;
  /** The whole shop is being read. */
  reading: { doneUnits: number; totalUnits: number | null } | null;
}

const wholeReads = { in: ["catalogue-sync", "sweep"] };

export async function loadStoreCheck(ports: Ports, shop: ShopDomain): Promise<StoreCheckPage> {
  const findings = await storeCheck(ports, shop);
  return withShop(shop, async (db) => {
    const { lookedAt } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { lookedAt: true } });
    const done = await db.task.findFirst({
      where: { shop, kind: wholeReads, status: "done" },
      orderBy: { finishedAt: "desc" },
      select: { finishedAt: true },
    });
    const reading = await db.task.findFirst({
      where: { shop, kind: wholeReads, status: { in: ["waiting", "running"] } },
      select: { doneUnits: true, totalUnits: true },
    });
    return {
      findings,
      names: await namesOf(db, shop, findings),
      lookedAt: lookedAt?.getTime() ?? null,
      readAt: done?.finishedAt?.getTime() ?? null,
      reading,
    };
  });
}

async function namesOf(db: Db, shop: ShopDomain, findings: readonly Finding[]): Promise<Record<string, string>> {
  const ids = findings.flatMap((finding) => [
    ...("targetId" in finding ? [finding.targetId] : []),
    ...("locationIds" in finding ? finding.locationIds : []),
  ]);
  const products = await db.product.findMany({ where: { shop, productId: { in: ids } } });
  const variants = await db.variant.findMany({ where: { shop, variantId: { in: ids } } });
  const collections = await db.collection.findMany({ where: { shop, collectionId: { in: ids } } });
  const locations = await db.location.findMany({ where: { shop, locationId: { in: ids } } });
  return Object.fromEntries([
    ...products.map(({ productId, title }) => [productId, title] as const),
    ...variants.map(({ variantId, displayName }) => [variantId, displayName] as const),
    ...collections.map(({ collectionId, title }) => [collectionId, title] as const),
    // A vendor, type or tag is its own name.
    ...ids.filter((id) => !id.startsWith("gid://")).map((id) => [id, id] as const),
    ...locations.map(({ locationId, name }) => [locationId, name] as const),
  ]);
}
