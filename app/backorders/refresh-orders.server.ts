import { markDirty } from "../availability/mark-dirty.server.ts";
import { type Db, outsideShops, withShop } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { countOwedUnits } from "./count-owed-units.server.ts";
import { countSoldUnits } from "./count-sold-units.server.ts";
import { loadKnownLines } from "./load-known-lines.server.ts";
import { lockLedger } from "./lock-ledger.server.ts";
import { markStaleQueues } from "./mark-stale-queues.server.ts";
import { markUnsettled } from "./mark-unsettled.server.ts";
import type { LedgerOrder } from "./orders-port.ts";
import { moveOfLine } from "./move-of-line.ts";
import { orderReach } from "./order-reach.ts";
import { readBackorderSettings } from "./read-backorder-settings.server.ts";
import { storeOrders } from "./store-orders.server.ts";
import { writeMoves } from "./write-moves.server.ts";

const orderGid = /^gid:\/\/shopify\/Order\/\d+$/;
/** Without `read_all_orders` Shopify shows an app the orders of 60 days; the last one may have ended meanwhile. */
const readableDays = 59;
const routingMs = 10 * 60_000;
const routedSoonMs = 3_000;
const dayMs = 86_400_000;

/**
 * Reads these orders again and brings the ledger up to them. One that Shopify no longer shows was deleted, and is
 * cancelled here, or is too old for us to read: then it is kept as it was, and marked. Items whose waiting units may have
 * changed are marked dirty with it: their stock is read, and they are decided again.
 */
export async function refreshOrders(ports: Ports, shop: ShopDomain, orderIds: readonly string[]): Promise<void> {
  const known = orderIds.filter((id) => orderGid.test(id));
  if (known.length === 0) return;
  const { installedAt, scopes } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const readAt = new Date(await ports.clock.businessNow());
  const orders = await ports.shopify(shop).readOrders(known, orderReach(scopes));
  const found = new Set(orders.map(({ orderId }) => orderId));
  const gone = known.filter((id) => !found.has(id));
  const now = await ports.clock.businessNow();
  await withShop(
    shop,
    async (db) => {
      await lockLedger(db, shop);
      const rules = await readBackorderSettings(db, shop);
      const touched = await storeOrders(db, { shop, installedAt, unpaidDays: rules.unpaidDays, readAt }, orders);
      const items = [...new Set([...touched, ...(await letGo(db, shop, gone, now, scopes))])];
      // What was shipped or cancelled is noted by the ledger itself: whoever waited is told of it.
      if ((await db.backorderEvent.count({ where: { shop, orderId: { in: known }, isHandled: false } })) > 0)
        await ports.queue.enqueue(db, "tell-customers", { shop });
      await countOwedUnits(db, shop, items);
      await countSoldUnits(db, shop, now, items);
      await markStaleQueues(ports, db, shop, items, { code: "queue-moved" }, { atOnce: true, isDatedByRun: true });
      // Items before orders, as the webhooks write them: otherwise one would wait for the other.
      await markDirty(
        db,
        shop,
        items.map((item) => ({ kind: "inventory-item" as const, item, hintedAt: null })),
      );
      await lookAgain(db, shop, orders, now);
      await markUnsettled(ports, db, shop, await caredFor(db, shop, known), rules);
    },
    { timeoutMs: 30_000 },
  );
}

async function letGo(
  db: Db,
  shop: ShopDomain,
  orderIds: readonly string[],
  now: number,
  scopes: readonly string[],
): Promise<InventoryItemGid[]> {
  if (orderIds.length === 0) return [];
  const oldest = new Date(scopes.includes("read_all_orders") ? 0 : now - readableDays * dayMs);
  await db.ledgerOrder.updateMany({
    where: { shop, orderId: { in: [...orderIds] }, placedAt: { lt: oldest } },
    data: { isUnreadable: true },
  });
  const deleted = await db.ledgerOrder.findMany({
    where: { shop, orderId: { in: [...orderIds] }, placedAt: { gte: oldest } },
    select: { orderId: true },
  });
  const lines = await loadKnownLines(
    db,
    shop,
    deleted.map(({ orderId }) => orderId),
  );
  const moves = [...lines.values()].map(({ lineId, orderId, inventoryItemId, ...before }) => {
    const { ordered, shipped } = before.units;
    return {
      lineId,
      orderId,
      inventoryItemId,
      move: moveOfLine(before, { ordered, current: shipped, unfulfilled: 0, places: null }),
    };
  });
  await writeMoves(db, shop, [], moves, null);
  await db.ledgerOrder.updateMany({
    where: { shop, orderId: { in: deleted.map(({ orderId }) => orderId) }, cancelledAt: null },
    data: { cancelledAt: new Date(now) },
  });
  return moves.flatMap(({ inventoryItemId }) => inventoryItemId ?? []);
}

/**
 * Shopify makes the fulfilment orders a moment after the order. Where an item lies at several places, what was read
 * before that is read again: until then nobody knows which of them owes it.
 */
async function lookAgain(db: Db, shop: ShopDomain, orders: readonly LedgerOrder[], now: number): Promise<void> {
  const unrouted = orders.filter(({ units, lines, placedAt, cancelledAt }) => {
    if (units === null || cancelledAt !== null || now - Date.parse(placedAt) > routingMs) return false;
    const left = lines.reduce((sum, { unfulfilledUnits }) => sum + unfulfilledUnits, 0);
    return units.reduce((sum, { remainingUnits }) => sum + remainingUnits, 0) < left;
  });
  if (unrouted.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "DirtyItem" AS d (shop, kind, item, "hintedAt", "notBefore")
    SELECT DISTINCT ${shop}, 'order', l."orderId", 'epoch'::timestamptz, now() + ${routedSoonMs} * interval '1 millisecond'
    FROM "OrderLine" l
    WHERE l.shop = ${shop} AND l."orderId" = ANY(${unrouted.map(({ orderId }) => orderId)}) AND 1 < (
      SELECT count(*) FROM "InventoryLevel" v WHERE v.shop = l.shop AND v."inventoryItemId" = l."inventoryItemId")
    ORDER BY l."orderId"
    ON CONFLICT (shop, kind, item) DO UPDATE SET version = d.version + 1, "notBefore" = excluded."notBefore"`;
}

/** Of these orders, those that somebody waits for, or that carry a hold or a tag of ours. */
async function caredFor(db: Db, shop: ShopDomain, orderIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ orderId: string }[]>`
    SELECT o."orderId" FROM "LedgerOrder" o WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]}) AND (
      o."ownTags" <> '{}' OR EXISTS (
        SELECT FROM "OrderLine" l JOIN "LinePromise" p ON p.shop = l.shop AND p."lineId" = l."lineId"
        WHERE l.shop = o.shop AND l."orderId" = o."orderId") OR EXISTS (
        SELECT FROM "LedgerUnit" u WHERE u.shop = o.shop AND u."orderId" = o."orderId" AND u."heldUnits" > 0))`;
  return rows.map(({ orderId }) => orderId);
}
