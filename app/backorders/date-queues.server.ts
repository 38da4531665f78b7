import { type KnownVariant, loadKnownVariants } from "../availability/known-variants.server.ts";
import { type LoadedFrame, loadShopFrame, withSupply } from "../availability/load-shop-frame.server.ts";
import { Prisma } from "@prisma/client";
import { type Db, withShop } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { allocateStock, type ClaimingLine } from "./allocate-stock.ts";
import type { DatedLine } from "./date-queue.ts";
import { finishPromises } from "./finish-promises.server.ts";
import { loadQueues } from "./load-queues.server.ts";
import { loadStockPlaces, type ReadPlace } from "./load-stock-places.server.ts";
import { lockLedger } from "./lock-ledger.server.ts";
import { loadToldStandings, type ToldStandings } from "./load-told-standings.server.ts";
import { planPromise, type PlannedPromise } from "./plan-promise.ts";
import { markUnsettled } from "./mark-unsettled.server.ts";
import type { PromiseCause } from "./promise-cause.ts";
import { queueOfItem } from "./queue-of-item.server.ts";
import { readBackorderSettings } from "./read-backorder-settings.server.ts";
import type { WaitingLine } from "./waiting-line.ts";
import { afterAllocation, type AllocatedLine, withAllocation } from "./with-allocation.ts";
import { writeAllocations } from "./write-allocations.server.ts";
import { writePromises } from "./write-promises.server.ts";

/** Items dated in one transaction: enough for few queries, few enough for a short one. */
const batchItems = 100;
/** Ten thousand who wait for one item are dated and stored in about a second. */
const timeoutMs = 60_000;
/** An item about to be read is dated right after; one that could not be for so long is dated by what is known of it. */
export const unreadForMs = 30_000;

interface StaleRow {
  inventoryItemId: InventoryItemGid;
  cause: { cause: PromiseCause };
  version: number;
}

/**
 * Dates the queues that something has changed, oldest order first, each once: who gets what from which supply, and when.
 * What moves further than the merchant tolerates is put into a change report, and its history says why. Running it
 * again changes nothing.
 *
 * Stock is given only by a read of it that is younger than the reads of the orders that claim it: an older one says
 * nothing of what is committed to orders that nobody has heard of. Until then those who wait are dated, and the item
 * stays on the list.
 *
 * What has not settled yet is left for later: what is due after `dueBy` for another job, and what is about to be read for
 * the run that reads it.
 */
export async function dateQueues(
  ports: Ports,
  shop: ShopDomain,
  {
    /** What falls due until then counts as due; by default, what is. */
    dueBy = new Date(0),
    /** Called by reconcile-shop, which has not read everything yet and comes back: nothing unread is dated, however old. */
    isRun = false,
  } = {},
): Promise<void> {
  const now = await ports.clock.businessNow();
  const kept: InventoryItemGid[] = [];
  const dating = { shop, now, dueBy, isRun, kept };
  while ((await withShop(shop, (db) => dateSome(ports, db, dating), { timeoutMs })) === batchItems);
  await dateRestLater(ports, shop, dueBy);
}

interface Dating {
  shop: ShopDomain;
  now: number;
  dueBy: Date;
  isRun: boolean;
  /** Looked at already, and left on the list. */
  kept: InventoryItemGid[];
}

/** One more job for all that is not due yet, when the last of it is. */
async function dateRestLater(ports: Ports, shop: ShopDomain, dueBy: Date): Promise<void> {
  const [rest] = await withShop(
    shop,
    (db) => db.$queryRaw<{ dueBy: Date | null; ms: number | null }[]>`
      SELECT max("notBefore") AS "dueBy", (extract(epoch FROM max("notBefore") - now()) * 1000)::float8 AS ms
      FROM "StaleQueue" WHERE shop = ${shop} AND "notBefore" > greatest(now(), ${dueBy})`,
  );
  if (rest?.dueBy == null || rest.ms === null) return;
  const payload = { shop, dueBy: rest.dueBy.toISOString() };
  await ports.queue.enqueue(null, "date-queues", payload, { afterMs: Math.max(1, Math.ceil(rest.ms)) });
}

/** @returns how many items were taken. */
async function dateSome(ports: Ports, db: Db, { shop, now, dueBy, isRun, kept }: Dating): Promise<number> {
  await lockLedger(db, shop);
  const stale = await db.$queryRaw<StaleRow[]>`
    SELECT "inventoryItemId", cause, version FROM "StaleQueue"
    WHERE shop = ${shop} AND "inventoryItemId" <> ALL(${kept}) AND "notBefore" <= greatest(now(), ${dueBy}) AND (
      SELECT true FROM "DirtyItem" d WHERE d.shop = ${shop} AND d.kind = 'inventory-item' AND d.item = "inventoryItemId"
        AND d."notBefore" <= now() AND (${isRun} OR d.since > now() - ${unreadForMs} * interval '1 millisecond') LIMIT 1) IS NULL
    ORDER BY since, "inventoryItemId" LIMIT ${batchItems}
    FOR UPDATE SKIP LOCKED`;
  if (stale.length === 0) return 0;
  const bareFrame = await loadShopFrame(db, shop, now);
  if (bareFrame === null) return 0;
  const itemIds = stale.map(({ inventoryItemId }) => inventoryItemId);
  const variants = await loadKnownVariants(db, shop, Prisma.sql`v."inventoryItemId" = ANY(${itemIds})`);
  const frame = await withSupply(db, bareFrame, variants);
  const rules = await readBackorderSettings(db, shop);
  const served = await loadQueues(db, shop, itemIds, rules, frame.now);
  const stock = await loadStockPlaces(db, shop, itemIds);
  const standings = await loadToldStandings(db, frame, [...served.values()].flat());
  const settings = await db.shopSettings.findUnique({ where: { shop }, select: { adoptedOrdersAt: true } });
  const given: AllocatedLine[] = [];
  const planned = stale.flatMap(({ inventoryItemId, cause }) => {
    const variant = variants.find((each) => each.inventoryItemId === inventoryItemId);
    const waiting = served.get(inventoryItemId) ?? [];
    if (variant === undefined || waiting.length === 0) return [];
    const { queue, windowsOf } = queueOfItem(frame, variant, waiting);
    const places = stock.get(inventoryItemId) ?? [];
    const isBehind = isStockBehind(places, waiting);
    if (isBehind) kept.push(inventoryItemId);
    const changes = isBehind ? [] : allocateStock(claimsOf(queue, waiting), places);
    given.push(...withAllocation(queue, changes));
    const dated = windowsOf(afterAllocation(queue, changes));
    return dateItem(dated, variant, standings, frame, settings?.adoptedOrdersAt != null).map((promise) => ({
      ...promise,
      cause: promise.isDelayedAtBirth && promise.isNew ? ({ code: "delayed-at-birth" } as const) : cause.cause,
    }));
  });
  await writeAllocations(ports, db, frame, rules, given);
  await writePromises(ports, db, frame, planned);
  const waiting = planned.filter(({ isNew, isReady }) => isNew && !isReady).map(({ orderId }) => orderId);
  await markUnsettled(ports, db, shop, waiting, rules);
  await finishPromises(db, frame, itemIds);
  const done = stale.filter(({ inventoryItemId }) => !kept.includes(inventoryItemId));
  await db.$executeRaw`
    DELETE FROM "StaleQueue" q USING unnest(${done.map((each) => each.inventoryItemId)}::text[],
        ${done.map(({ version }) => version)}::int[])
      AS g(item, version)
    WHERE q.shop = ${shop} AND q."inventoryItemId" = g.item AND q.version = g.version`;
  return stale.length;
}

/** Whether an order was read after the stock that it claims. */
function isStockBehind(places: readonly ReadPlace[], waiting: readonly WaitingLine[]): boolean {
  const orderRead = Math.max(...waiting.map(({ readAt }) => readAt?.getTime() ?? 0));
  return places.some(({ readAt }) => readAt !== null && readAt.getTime() < orderRead);
}

/** The queue as it is served, each line with its age among those that wait. */
function claimsOf(queue: readonly WaitingLine[], waiting: readonly WaitingLine[]): ClaimingLine[] {
  const ranks = new Map(waiting.map(({ lineId }, rank) => [lineId, rank]));
  return queue.map(({ lineId, override, firmUnits, isUnreadable, places }) => ({
    lineId,
    rank: override === null ? (ranks.get(lineId) ?? null) : null,
    firmUnits,
    isUnreadable,
    places,
  }));
}

export interface DatedPromise extends PlannedPromise {
  orderId: string;
  units: number;
  variantId: string;
  inventoryItemId: InventoryItemGid;
  isNew: boolean;
  reportId: string | null;
}

function dateItem(
  dated: readonly DatedLine<WaitingLine>[],
  variant: KnownVariant,
  standings: ToldStandings,
  { supplySettings }: LoadedFrame,
  hasConfirmedAdoption: boolean,
): DatedPromise[] {
  return dated.flatMap((each) => {
    const { line } = each;
    if (line.isAdopted && !hasConfirmedAdoption) return [];
    const promise = planPromise(each, standings(line), supplySettings.toleranceDays);
    if (promise === null) return [];
    return [
      {
        ...promise,
        orderId: line.orderId,
        units: line.units,
        variantId: line.variantId ?? variant.variantId,
        inventoryItemId: variant.inventoryItemId,
        isNew: line.promise === null,
        reportId: line.promise?.reportId ?? null,
      },
    ];
  });
}
