import type { DifferenceCause } from "../backorders/ledger-check/differences-of.ts";
import { loadMoveProposals } from "../backorders/load-move-proposals.server.ts";
import { listDifferences } from "../backorders/ledger-check/list-differences.server.ts";
import { type Db, outsideShops, withShop } from "../db.server.ts";
import { InfrastructureError } from "../errors.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { PolicyFields, PolicyLevel } from "../policies/policy.ts";
import type { Ports } from "../ports.ts";
import { loadAssumed } from "../supply/inbound/load-assumed.server.ts";
import { loadDoubles } from "../supply/inbound/load-doubles.server.ts";
import { nameItems } from "../supply/inbound/name-items.server.ts";

/** What is wrong, in codes and numbers: the words, and the button that mends it, are the admin's. */
export type Finding =
  /** Shopify changed stock that no webhook told of. Mended by a sweep. */
  | { code: "missed-webhooks"; lastWebhookAt: Date | null; lastChangeAt: Date }
  /** The last sweep found so many differences from what we knew; they have been taken care of. */
  | { code: "drift-found"; differences: number; at: Date }
  /** Changes that wait longer than they should, or that Shopify refuses. */
  | { code: "stuck-items"; items: number; since: Date }
  | { code: "failed-task"; kind: string; errorCode: string | null; at: Date }
  | { code: "theme-block-missing"; themeName: string }
  | { code: "theme-not-visible" }
  /** Shopify gives no usable answer just now. What we know ourselves is told all the same. */
  | { code: "shopify-silent" }
  /** A rule counts places that are closed or gone. */
  | { code: "location-mismatch"; level: PolicyLevel; targetId: string; locationIds: string[] }
  /** A rule names a collection, vendor, type or tag that is no longer in the shop: it is kept, and covers nothing. */
  | { code: "rule-names-gone"; level: PolicyLevel; targetId: string }
  /** Places that also sell online and that the rule does not count: Shopify sells their stock past the limit. */
  | { code: "limit-cannot-bind"; level: PolicyLevel; targetId: string; locationNames: string[] }
  /** A shipment and a purchase-order line that may be the same units. */
  | {
      code: "suspected-double";
      lineId: string;
      name: string;
      variantName: string;
      orderLineId: string;
      orderNumber: string;
      more: number;
    }
  /** Stock that rose unexplained and counts as arrived. */
  | { code: "assumed-receipt"; lineId: string; name: string; variantName: string; units: number; more: number }
  /** Units that wait at one location and lie free at another: an order that could be sent at once. */
  | { code: "could-move"; orderId: string; units: number; variantName: string; locationName: string; more: number }
  /** What Shopify counts for an item at a location, and what the ledger knows, do not agree. `more`: of that cause. */
  | {
      code: "ledger-difference";
      cause: DifferenceCause;
      units: number;
      inventoryItemId: InventoryItemGid;
      locationId: string;
      variantName: string;
      locationName: string;
      more: number;
    };

const stuckMs = 60_000;
/** Shopify delivers within minutes as a rule, and tries for four hours. */
const webhookPatienceMs = 4 * 3_600_000;

/** Everything the Store check knows but the jobs that failed for good: those are jobs/dead-letters'. */
export async function storeCheck(ports: Ports, shop: ShopDomain): Promise<Finding[]> {
  const wall = ports.clock.wallNow();
  const now = await ports.clock.businessNow();
  const findings = [...(await themeFindings(ports, shop)), ...(await stuckItems(shop, wall))];
  return withShop(shop, async (db) => [
    ...findings,
    ...(await missedWebhooks(db, shop)),
    ...(await sweepFindings(db, shop)),
    ...(await failedTasks(db, shop)),
    ...(await locationFindings(db, shop)),
    ...(await goneFindings(db, shop)),
    ...(await inboundFindings(db, shop)),
    ...(await ledgerFindings(db, shop, now)),
    ...(await moveFindings(db, shop, now)),
  ]);
}

async function themeFindings(ports: Ports, shop: ShopDomain): Promise<Finding[]> {
  try {
    const theme = await ports.shopify(shop).readThemeBlocks();
    if (theme.ok) return theme.hasPromiseBlock ? [] : [{ code: "theme-block-missing", themeName: theme.themeName }];
    return theme.reason === "no-scope" ? [{ code: "theme-not-visible" }] : [];
  } catch (error) {
    // The page that says what is wrong must not fail because of it.
    if (error instanceof InfrastructureError) return [{ code: "shopify-silent" }];
    throw error;
  }
}

async function stuckItems(shop: ShopDomain, wall: number): Promise<Finding[]> {
  const { _count: items, _min: first } = await outsideShops().dirtyItem.aggregate({
    where: { shop, since: { lt: new Date(wall - stuckMs) } },
    _count: true,
    _min: { since: true },
  });
  return items > 0 && first.since ? [{ code: "stuck-items", items, since: first.since }] : [];
}

async function missedWebhooks(db: Db, shop: ShopDomain): Promise<Finding[]> {
  const level = await db.inventoryLevel.aggregate({ where: { shop }, _max: { updatedAt: true } });
  const registered = await db.shop.findUnique({
    where: { domain: shop },
    select: { installedAt: true, lookedAt: true },
  });
  const inbox = await db.webhookInbox.aggregate({
    where: { shop, topic: { startsWith: "inventory_levels/" } },
    _max: { triggeredAt: true },
  });
  const lastChangeAt = level._max.updatedAt;
  const lastWebhookAt = inbox._max.triggeredAt;
  if (!lastChangeAt || !registered?.lookedAt) return [];
  // Held against the last look, since only by then a webhook has had its time.
  const reference = lastWebhookAt ?? registered.installedAt;
  const isMissed =
    lastChangeAt.getTime() > reference.getTime() + 60_000 &&
    registered.lookedAt.getTime() > lastChangeAt.getTime() + webhookPatienceMs;
  return isMissed ? [{ code: "missed-webhooks", lastWebhookAt, lastChangeAt }] : [];
}

async function sweepFindings(db: Db, shop: ShopDomain): Promise<Finding[]> {
  const sweep = await db.task.findFirst({
    where: { shop, kind: "sweep", status: "done" },
    orderBy: { startedAt: "desc" },
    select: { report: true, startedAt: true, finishedAt: true },
  });
  const differences = Number((sweep?.report as { differences?: number } | undefined)?.differences ?? 0);
  return sweep && differences > 0
    ? [{ code: "drift-found", differences, at: sweep.finishedAt ?? sweep.startedAt }]
    : [];
}

async function failedTasks(db: Db, shop: ShopDomain): Promise<Finding[]> {
  // Neither checkpoints nor reports: what stops a change of rules, or who waited when a shop left, may be megabytes.
  const rows = await db.$queryRaw<{ kind: string; errorCode: string | null; at: Date }[]>`
    SELECT kind, "errorCode", "updatedAt" AS at FROM (
      SELECT DISTINCT ON (kind) kind, status, "errorCode", "updatedAt", "startedAt" FROM "Task" WHERE shop = ${shop}
      ORDER BY kind, "startedAt" DESC
    ) AS last WHERE status = 'failed' ORDER BY "startedAt" DESC`;
  return rows.map((row) => ({ code: "failed-task", ...row }));
}

const mostGone = 20;

async function goneFindings(db: Db, shop: ShopDomain): Promise<Finding[]> {
  const rows = await db.$queryRaw<{ level: PolicyLevel; targetId: string }[]>`
    SELECT r.level, r."targetId" FROM "Policy" r
    WHERE r.shop = ${shop} AND r.level IN ('collection', 'vendor', 'type', 'tag') AND CASE r.level
      WHEN 'collection' THEN NOT EXISTS (SELECT 1 FROM "Collection" WHERE shop = r.shop AND "collectionId" = r."targetId")
      WHEN 'vendor' THEN NOT EXISTS (SELECT 1 FROM "Product" WHERE shop = r.shop AND vendor = r."targetId")
      WHEN 'type' THEN NOT EXISTS (SELECT 1 FROM "Product" WHERE shop = r.shop AND "productType" = r."targetId")
      ELSE NOT EXISTS (SELECT 1 FROM "Product" WHERE shop = r.shop AND r."targetId" = ANY(tags)) END
    ORDER BY r.level, r.rank, r.id LIMIT ${mostGone}`;
  return rows.map((row) => ({ code: "rule-names-gone", ...row }));
}

async function locationFindings(db: Db, shop: ShopDomain): Promise<Finding[]> {
  const locations = await db.location.findMany({ where: { shop } });
  const policies = await db.policy.findMany({ where: { shop } });
  return policies.flatMap(({ level: levelText, targetId, gives }) => {
    // Justified casts: rules are written from checked forms only (app/policies/policy-form.ts).
    const level = levelText as PolicyLevel;
    const { countedLocations: counted, limit, mode } = gives as Partial<PolicyFields>;
    if (counted === undefined || counted === "online" || mode === "off" || mode === "never") return [];
    const closed = counted.filter((id) => !locations.some((each) => each.locationId === id && each.isActive));
    const uncounted = locations.filter(
      (each) => each.isActive && each.fulfillsOnlineOrders && !counted.some((id) => id === each.locationId),
    );
    const names = uncounted.map(({ name }) => name);
    return [
      ...(closed.length > 0 ? [{ code: "location-mismatch" as const, level, targetId, locationIds: [...closed] }] : []),
      ...(names.length > 0 && limit?.kind !== "unlimited"
        ? [{ code: "limit-cannot-bind" as const, level, targetId, locationNames: names }]
        : []),
    ];
  });
}

/** The Store check asks so many of a kind at once; the Incoming page asks the others. */
const mostAsked = 3;

async function inboundFindings(db: Db, shop: ShopDomain): Promise<Finding[]> {
  const doubles = await loadDoubles(db, shop);
  const asked = doubles.slice(0, mostAsked);
  const names = await nameItems(
    db,
    shop,
    asked.map(({ inventoryItemId }) => inventoryItemId),
  );
  const assumed = await loadAssumed(db, shop);
  const more = (all: readonly unknown[], index: number) =>
    index === mostAsked - 1 ? Math.max(0, all.length - mostAsked) : 0;
  return [
    ...asked.map(({ shopifyLineId, shopifyName, inventoryItemId, orderLineId, orderNumber }, index): Finding => ({
      code: "suspected-double",
      lineId: shopifyLineId,
      name: shopifyName,
      variantName: names.get(inventoryItemId) ?? "",
      orderLineId,
      orderNumber,
      more: more(doubles, index),
    })),
    ...assumed.slice(0, mostAsked).map(({ lineId, name, variantName, units }, index): Finding => ({
      code: "assumed-receipt",
      lineId,
      name,
      variantName,
      units,
      more: more(assumed, index),
    })),
  ];
}

async function ledgerFindings(db: Db, shop: ShopDomain, now: number): Promise<Finding[]> {
  const differences = await listDifferences(db, shop, now);
  if (differences.length === 0) return [];
  const byCause = new Map<DifferenceCause, typeof differences>();
  for (const each of differences) byCause.set(each.cause, [...(byCause.get(each.cause) ?? []), each]);
  const shown = [...byCause.values()].flatMap((all) =>
    all.slice(0, mostAsked).map((each, index) => ({
      ...each,
      more: index === mostAsked - 1 ? Math.max(0, all.length - mostAsked) : 0,
    })),
  );
  const names = await nameItems(
    db,
    shop,
    shown.map(({ inventoryItemId }) => inventoryItemId),
  );
  const locations = await db.location.findMany({ where: { shop } });
  const places = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  return shown.map((each) => ({
    code: "ledger-difference",
    ...each,
    variantName: names.get(each.inventoryItemId) ?? "",
    locationName: places.get(each.locationId) ?? "",
  }));
}

async function moveFindings(db: Db, shop: ShopDomain, now: number): Promise<Finding[]> {
  const proposals = await loadMoveProposals(db, shop, now, null);
  const shown = proposals.slice(0, mostAsked);
  if (shown.length === 0) return [];
  const names = await nameItems(
    db,
    shop,
    shown.map(({ inventoryItemId }) => inventoryItemId),
  );
  const locations = await db.location.findMany({ where: { shop } });
  return shown.map(({ orderId, units, inventoryItemId, toLocationId }, index) => ({
    code: "could-move",
    orderId,
    units,
    variantName: names.get(inventoryItemId) ?? "",
    locationName: locations.find(({ locationId }) => locationId === toLocationId)?.name ?? "",
    more: index === mostAsked - 1 ? Math.max(0, proposals.length - mostAsked) : 0,
  }));
}
