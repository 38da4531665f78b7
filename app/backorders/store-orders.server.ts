import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import { countsAsPaid, countsFrom } from "./counts-as-paid.ts";
import { loadKnownLines } from "./load-known-lines.server.ts";
import { lockLedger } from "./lock-ledger.server.ts";
import { hasMoved, type LineMove, moveOfLine, type PlacedUnits, type ReadLine } from "./move-of-line.ts";
import type { LedgerLine, LedgerOrder } from "./orders-port.ts";
import { readTold } from "./read-told.ts";
import { writeMoves, type MovedLine } from "./write-moves.server.ts";

export interface StoreContext {
  shop: ShopDomain;
  installedAt: Date;
  /** Days for which an unpaid order keeps its place. */
  unpaidDays: number;
  /** Business instant before the orders were asked for one by one; null: they come from a bulk operation. */
  readAt: Date | null;
}

/**
 * Brings the ledger up to these orders as they were read: what differs from what is stored is appended, and nothing where
 * nothing differs. A line that an order no longer has is cancelled. An order that was placed before Arrivo was installed
 * is adopted: counted, and otherwise left alone. An older read than the one stored is ignored.
 * @returns the inventory items whose waiting units, or their places in the queue, have changed.
 */
export async function storeOrders(
  db: Db,
  context: StoreContext,
  orders: readonly LedgerOrder[],
): Promise<InventoryItemGid[]> {
  if (orders.length === 0) return [];
  await lockLedger(db, context.shop);
  const heads = await loadHeads(db, context.shop, orders);
  const fresh = new Set(await storeHeads(db, context, orders));
  const taken = orders.filter(({ orderId }) => fresh.has(orderId));
  if (taken.length === 0) return [];
  const known = await loadKnownLines(db, context.shop, [...fresh]);
  const moved: MovedLine[] = [];
  for (const order of taken) {
    for (const line of order.lines) {
      const before = known.get(line.lineId) ?? null;
      known.delete(line.lineId);
      const move = moveOfLine(before, readLine(order, line, before?.places));
      const isKnown = before?.inventoryItemId != null || line.inventoryItemId === null;
      moved.push({ ...rowOf(order, line, context), move, isMoved: !isKnown || hasMoved(before, move) });
    }
  }
  // A line that is no more in its order: taken off it whole.
  const gone = [...known.values()].flatMap((line) => {
    const { lineId, orderId, inventoryItemId, units } = line;
    const move = moveOfLine(line, { ordered: units.ordered, current: units.shipped, unfulfilled: 0, places: null });
    return hasMoved(line, move) ? [{ lineId, orderId, inventoryItemId, move }] : [];
  });
  await writeMoves(db, context.shop, moved, gone, context.readAt);
  const requeued = new Set(
    taken.filter((order) => isRequeued(heads.get(order.orderId), order)).map(({ orderId }) => orderId),
  );
  const touched = moved.filter(({ isMoved, orderId }) => isMoved || requeued.has(orderId));
  return [...new Set([...touched, ...gone].flatMap(({ inventoryItemId }) => inventoryItemId ?? []))];
}

/** What gives an order its place in the queue. */
type Head = Pick<LedgerOrder, "orderId" | "tags" | "customerTags" | "isTest"> & {
  isPaid: boolean;
  isCancelled: boolean;
  isUnreadable: boolean;
};

async function loadHeads(db: Db, shop: ShopDomain, orders: readonly LedgerOrder[]): Promise<Map<string, Head>> {
  const heads = await db.$queryRaw<Head[]>`
    SELECT "orderId", tags, "customerTags", "isTest", "countsFrom" IS NOT NULL AS "isPaid",
      "cancelledAt" IS NOT NULL AS "isCancelled", "isUnreadable"
    FROM "LedgerOrder" WHERE shop = ${shop} AND "orderId" = ANY(${orders.map(({ orderId }) => orderId)})`;
  return new Map(heads.map((head) => [head.orderId, head]));
}

/** Whether the order's lines may have another place in their queues, or none any more, though no unit has moved. */
function isRequeued(before: Head | undefined, order: LedgerOrder): boolean {
  if (before === undefined || before.isUnreadable || before.isTest !== order.isTest) return true;
  if (before.isCancelled !== (order.cancelledAt !== null)) return true;
  if (!before.isPaid && countsAsPaid(order)) return true;
  const differ = (one: readonly string[], other: readonly string[]) =>
    one.length !== other.length || one.some((tag) => !other.includes(tag));
  return differ(before.tags, order.tags) || differ(before.customerTags, order.customerTags);
}

/** @returns the orders of which this is no older a read than the one that is stored. */
async function storeHeads(
  db: Db,
  { shop, installedAt, unpaidDays, readAt }: StoreContext,
  orders: readonly LedgerOrder[],
): Promise<string[]> {
  const rows = orders.map((order) => {
    const placedAt = Date.parse(order.placedAt);
    const seen = Math.max(placedAt, Date.parse(order.updatedAt));
    return {
      orderId: order.orderId,
      name: order.name,
      placedAt: order.placedAt,
      financialStatus: order.financialStatus,
      hasPaymentTerms: order.hasPaymentTerms,
      countsFrom: countsAsPaid(order) ? new Date(countsFrom(placedAt, seen, unpaidDays)) : null,
      tags: order.tags,
      customerTags: order.customerTags,
      locale: order.locale,
      isTest: order.isTest,
      isAdopted: placedAt < installedAt.getTime(),
      cancelledAt: order.cancelledAt,
      updatedAt: order.updatedAt,
    };
  });
  const stored = await db.$queryRaw<{ orderId: string }[]>`
    INSERT INTO "LedgerOrder" AS o (shop, "orderId", name, "placedAt", "financialStatus", "hasPaymentTerms", "countsFrom",
      tags, "customerTags", locale, "isTest", "isAdopted", "cancelledAt", "updatedAt", "readAt")
    SELECT ${shop}, g."orderId", g.name, g."placedAt", g."financialStatus", g."hasPaymentTerms", g."countsFrom", g.tags,
      g."customerTags", g.locale, g."isTest", g."isAdopted", g."cancelledAt", g."updatedAt", ${readAt}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g("orderId" text, name text, "placedAt" timestamptz, "financialStatus" text, "hasPaymentTerms" boolean,
           "countsFrom" timestamptz, tags text[], "customerTags" text[], locale text, "isTest" boolean,
           "isAdopted" boolean, "cancelledAt" timestamptz, "updatedAt" timestamptz)
    ORDER BY g."orderId"
    ON CONFLICT (shop, "orderId") DO UPDATE SET name = CASE WHEN o."isRedacted" THEN '' ELSE excluded.name END,
      "financialStatus" = excluded."financialStatus", "hasPaymentTerms" = excluded."hasPaymentTerms",
      "countsFrom" = coalesce(o."countsFrom", excluded."countsFrom"), tags = excluded.tags,
      "customerTags" = CASE WHEN o."isRedacted" THEN '{}' ELSE excluded."customerTags" END, locale = excluded.locale,
      "isTest" = excluded."isTest", "cancelledAt" = excluded."cancelledAt", "isUnreadable" = false,
      "readAt" = CASE WHEN excluded."updatedAt" > o."updatedAt" THEN excluded."readAt"
        ELSE coalesce(excluded."readAt", o."readAt") END,
      "updatedAt" = excluded."updatedAt"
    WHERE excluded."updatedAt" >= o."updatedAt"
    RETURNING "orderId"`;
  return stored.map(({ orderId }) => orderId);
}

function readLine(order: LedgerOrder, line: LedgerLine, before: readonly PlacedUnits[] | undefined): ReadLine {
  // The unit has left the shop over the counter: nobody waits for it, whatever Shopify's count says.
  const isOver = order.source === "pos" || order.cancelledAt !== null;
  const unfulfilled = isOver ? 0 : line.unfulfilledUnits;
  const current = order.cancelledAt !== null ? line.quantityUnits - line.unfulfilledUnits : line.quantityUnits;
  const placed = order.units?.filter(({ lineId }) => lineId === line.lineId);
  if (placed !== undefined) return { ordered: line.orderedUnits, current, unfulfilled, places: placesOf(placed) };
  // Read without its fulfilment orders (a bulk operation): where the units lie is known from before, or not at all.
  const places = before?.map(({ locationId, remaining, held }) => ({ locationId, remaining, fulfilled: 0, held }));
  const isWhole = places?.reduce((sum, { remaining }) => sum + remaining, 0) === unfulfilled;
  return { ordered: line.orderedUnits, current, unfulfilled, places: isWhole ? (places ?? null) : null };
}

function placesOf(placed: readonly NonNullable<LedgerOrder["units"]>[number][]) {
  const places = new Map<string, { locationId: string; remaining: number; fulfilled: number; held: number }>();
  for (const { locationId, remainingUnits, fulfilledUnits, isHeld } of placed) {
    const key = locationId ?? "";
    const place = places.get(key) ?? { locationId: key, remaining: 0, fulfilled: 0, held: 0 };
    place.remaining += remainingUnits;
    place.fulfilled += fulfilledUnits;
    if (isHeld) place.held += remainingUnits;
    places.set(key, place);
  }
  return [...places.values()];
}

export type LineRow = ReturnType<typeof rowOf>;
export type Moved = { lineId: string; orderId: string; inventoryItemId: InventoryItemGid | null; move: LineMove };

function rowOf(order: LedgerOrder, line: LedgerLine, { installedAt }: StoreContext) {
  const { text, window } = readTold(line.properties);
  return {
    lineId: line.lineId,
    orderId: order.orderId,
    orderName: order.name,
    variantId: line.variantId,
    inventoryItemId: line.inventoryItemId,
    /** Where it was sold over the counter. */
    locationId: order.locationId,
    title: line.title,
    quantityUnits: line.quantityUnits,
    placedAt: order.placedAt,
    cancelledAt: order.cancelledAt,
    source: order.source,
    channel: order.channel,
    isTest: order.isTest,
    toldText: text,
    toldWindow: window,
    isAdopted: new Date(order.placedAt) < installedAt,
    updatedAt: order.updatedAt,
  };
}
