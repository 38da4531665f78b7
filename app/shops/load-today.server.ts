import type { Db } from "../db.server.ts";
import { countWaiting, type WaitingCounts } from "../customers/waiting-orders/count-waiting.server.ts";
import { countDelayTodos } from "../customers/delays/count-delay-todos.server.ts";
import { loadNoticeSettings } from "../customers/notices/load-notice-settings.server.ts";
import { isSenderStopped } from "../customers/notices/notice-settings.ts";
import type { ShopDomain } from "../ids.ts";
import { type Day, dayFromNumber, dayNumber } from "../supply/day.ts";
import { loadAssumed } from "../supply/inbound/load-assumed.server.ts";
import { loadDoubles } from "../supply/inbound/load-doubles.server.ts";

interface OverdueOrder {
  id: string;
  number: string;
  supplierName: string;
  expectedOn: Day;
  openUnits: number;
}

/** What supply and promises want of the merchant today, each with its place to act. */
export interface Today {
  /** Date changes that wait for "Send". */
  reports: number;
  /** Orders under way whose expected day has passed: the longest overdue first. */
  overdue: OverdueOrder[];
  overdueCount: number;
  /** Orders whose promised date passes within a week, with no stock for them yet; null: none. */
  endingPromises: { orders: number; firstOn: Day } | null;
  /** Refunds due, cancellations that did not go through, customers to call. */
  delays: number;
  /** Notices of the last two weeks that failed or came back. */
  lostNotices: number;
  /** No mail leaves: the sender's domain no longer vouches for us. */
  isSenderStopped: boolean;
  /** Orders that wait and are late, and those whose customer has not answered. */
  waiting: WaitingCounts;
  doubles: number;
  assumed: number;
}

const warnDays = 7;
const lostDays = 14;
const listShown = 5;

export async function loadToday(db: Db, shop: ShopDomain, today: Day): Promise<Today> {
  const overdue = await db.$queryRaw<(OverdueOrder & { total: number })[]>`
    SELECT o.id, o.number, s.name AS "supplierName", min(l."expectedOn") AS "expectedOn",
      sum(l."orderedUnits" - l."receivedUnits" - l."closedUnits")::int AS "openUnits", (count(*) OVER ())::int AS total
    FROM "PurchaseOrder" o
    JOIN "Supplier" s ON s.shop = o.shop AND s.id = o."supplierId"
    JOIN "PurchaseOrderLine" l ON l.shop = o.shop AND l."purchaseOrderId" = o.id
      AND l."orderedUnits" > l."receivedUnits" + l."closedUnits" AND l."expectedOn" < ${today}
    WHERE o.shop = ${shop} AND o.status IN ('ordered', 'confirmed', 'partly-received')
    GROUP BY o.id, o.number, s.name ORDER BY min(l."expectedOn"), o.number LIMIT ${listShown}`;
  const warnUntil = dayFromNumber(dayNumber(today) + warnDays);
  const [ending] = await db.$queryRaw<{ orders: number; firstOn: Day | null }[]>`
    SELECT count(DISTINCT l."orderId")::int AS orders, min(p."givenTo") AS "firstOn"
    FROM "LinePromise" p JOIN "OrderLine" l ON l.shop = p.shop AND l."lineId" = p."lineId" AND l."unfulfilledUnits" > l."allocatedUnits"
    WHERE p.shop = ${shop} AND p.outcome IS NULL AND p."givenTo" <= ${warnUntil}`;
  return {
    reports: await db.changeReport.count({ where: { shop, status: "waiting" } }),
    overdue: overdue.map(({ total: _total, ...order }) => order),
    overdueCount: overdue[0]?.total ?? 0,
    endingPromises: ending?.firstOn == null ? null : { orders: ending.orders, firstOn: ending.firstOn },
    delays: await countDelayTodos(db, shop),
    lostNotices: await db.notice.count({
      where: {
        shop,
        status: { in: ["failed", "bounced"] },
        createdAt: { gte: new Date((dayNumber(today) - lostDays) * 86_400_000) },
      },
    }),
    isSenderStopped: isSenderStopped(await loadNoticeSettings(db, shop)),
    waiting: await countWaiting(db, shop, today),
    doubles: (await loadDoubles(db, shop)).length,
    assumed: (await loadAssumed(db, shop)).length,
  };
}
