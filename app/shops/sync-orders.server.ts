import { countOwedUnits } from "../backorders/count-owed-units.server.ts";
import { countSoldUnits } from "../backorders/count-sold-units.server.ts";
import { markStaleQueues } from "../backorders/mark-stale-queues.server.ts";
import { readBackorderSettings } from "../backorders/read-backorder-settings.server.ts";
import { storeOrders } from "../backorders/store-orders.server.ts";
import { orderReach } from "../backorders/order-reach.ts";
import { type Db, outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { awaitBulk } from "./await-bulk.server.ts";
import { advanceSync, closeSync, openSync, type Sync } from "./open-sync.server.ts";

/** As far back as Shopify lets an app read without `read_all_orders`. */
const daysRead = 60;

/**
 * Reads the orders of the last 60 days by a bulk operation: who waits, and what sold. They are adopted silently: counted
 * and queued, with nothing written to Shopify. Task: order-sync.
 */
export async function syncOrders(ports: Ports, shop: ShopDomain, taskId: string): Promise<void> {
  const sync = await openSync(shop, taskId);
  if (sync === null) return;
  const now = await ports.clock.businessNow();
  const since = new Date(now - daysRead * 86_400_000);
  if (!(await awaitBulk(ports, shop, sync, () => ports.shopify(shop).startOrderBulk(since), {}))) return;
  const { installedAt } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  if (sync.checkpoint.phase === "store" && !(await storeResult(ports, shop, sync, installedAt))) return;
  await withShop(
    shop,
    async (db) => {
      await countOwedUnits(db, shop, null);
      await countSoldUnits(db, shop, now, null);
      await markStaleQueues(ports, db, shop, null, { code: "queue-moved" });
      await placeUnits(ports, db, shop);
      const [counted] = await db.$queryRaw<{ orders: number; waiting: number }[]>`
        SELECT count(DISTINCT "orderId")::int AS orders,
               count(DISTINCT "orderId") FILTER (WHERE "unfulfilledUnits" > 0)::int AS waiting
        FROM "OrderLine" WHERE shop = ${shop}`;
      const { orders = 0, waiting = 0 } = counted ?? {};
      await closeSync(db, shop, sync, { status: "done", report: { orders, openOrders: waiting } });
    },
    { timeoutMs: 120_000 },
  );
}

/** @returns false when the task was stopped. */
async function storeResult(ports: Ports, shop: ShopDomain, sync: Sync, installedAt: Date): Promise<boolean> {
  const { url = "", endByte: fromByte } = sync.checkpoint;
  for await (const { orders, endByte } of ports.shopify(shop).readOrderResult(url, fromByte)) {
    const goesOn = await withShop(
      shop,
      async (db) => {
        const { unpaidDays } = await readBackorderSettings(db, shop);
        await storeOrders(db, { shop, installedAt, unpaidDays, readAt: null }, orders);
        const increment = orders.reduce((sum, { lines }) => sum + 1 + lines.length, 0);
        return advanceSync(db, shop, sync, { endByte }, { doneUnits: { increment } });
      },
      { timeoutMs: 60_000 },
    );
    if (!goesOn) return false;
  }
  return withShop(shop, (db) => advanceSync(db, shop, sync, { phase: "finish" }));
}

/**
 * A bulk operation tells of lines, not of where their units lie. Orders of items that are short somewhere are read by
 * themselves, where we may see their fulfilment orders: whose units they are, and where, decides who is given what.
 */
async function placeUnits(ports: Ports, db: Db, shop: ShopDomain): Promise<void> {
  const { scopes } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { scopes: true } });
  if (!orderReach(scopes).units) return;
  const marked = await db.$executeRaw`
    INSERT INTO "DirtyItem" AS d (shop, kind, item, "hintedAt")
    SELECT DISTINCT ${shop}, 'order', u."orderId", 'epoch'::timestamptz
    FROM "LedgerUnit" u
    JOIN "LedgerOrder" o ON o.shop = u.shop AND o."orderId" = u."orderId" AND NOT o."isUnreadable"
    WHERE u.shop = ${shop} AND u."locationId" = '' AND EXISTS (
      SELECT FROM "InventoryLevel" l
      WHERE l.shop = u.shop AND l."inventoryItemId" = u."inventoryItemId" AND l.available < 0)
    ORDER BY u."orderId"
    ON CONFLICT (shop, kind, item) DO UPDATE SET version = d.version + 1`;
  if (marked > 0) await ports.queue.enqueue(db, "reconcile-shop", { shop });
}
