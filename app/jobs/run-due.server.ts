import { Prisma } from "@prisma/client";
import { markForDecision } from "../availability/dirty-items.server.ts";
import { unreadForMs } from "../backorders/date-queues.server.ts";
import { markStaleQueues } from "../backorders/mark-stale-queues.server.ts";
import { sendDueReports } from "../backorders/send-change-report.server.ts";
import { outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { log } from "../log.server.ts";
import type { Ports } from "../ports.ts";
import type { Day } from "../supply/day.ts";
import { refreshLateness } from "../supply/refresh-lateness.server.ts";
import { shopMoment } from "../supply/shop-moment.ts";

/** On the shop's wall. */
const morning = "07:00";

/**
 * What falls due by itself, every minute and whenever business time jumps. Where a new business day has begun, what
 * depends on the day is looked at again: a rule that starts or ends, a window that has passed. And where dirty items
 * wait with no job to take them (a process died between the two), one is made. Those who wait for an item that could not be
 * read for long are dated by what is known of it.
 */
export async function runDue(ports: Ports): Promise<void> {
  const db = outsideShops();
  const now = await ports.clock.businessNow();
  const shops = await db.shop.findMany({
    where: { state: { not: "uninstalled" } },
    select: {
      domain: true,
      timeZone: true,
      dueRanOn: true,
      reportsDueAt: true,
      noticesDueAt: true,
      morningMailOn: true,
    },
  });
  for (const { domain, timeZone, dueRanOn, reportsDueAt, noticesDueAt, morningMailOn } of shops) {
    // Justified cast: the registry is written from checked domains only.
    const shop = domain as ShopDomain;
    try {
      const { day: today, time } = shopMoment(now, timeZone);
      if (today !== dueRanOn) await markDue(ports, shop, dueRanOn ?? today, today);
      if (reportsDueAt !== null && reportsDueAt.getTime() <= now) await sendDueReports(ports, shop);
      if (noticesDueAt !== null && noticesDueAt.getTime() <= now)
        await ports.queue.enqueue(null, "send-notices", { shop });
      if (today !== morningMailOn && time >= morning) await mailThisMorning(ports, shop, today);
    } catch (error) {
      log.error({ err: error, shop }, "A shop's new day could not be begun; the others go on");
    }
  }
  const waiting = await db.$queryRaw<{ shop: ShopDomain; isLongUnread: boolean }[]>`
    SELECT d.shop, min(d.since) < now() - ${unreadForMs} * interval '1 millisecond' AS "isLongUnread"
    FROM "DirtyItem" d JOIN "Shop" s ON s.domain = d.shop AND s.state <> 'uninstalled'
    WHERE d."notBefore" <= now() GROUP BY d.shop`;
  for (const { shop, isLongUnread } of waiting) {
    await ports.queue.enqueue(null, "reconcile-shop", { shop });
    if (isLongUnread) await ports.queue.enqueue(null, "date-queues", { shop });
  }
}

/** Once a business day, whatever becomes of the mail: the job tries again by itself. */
async function mailThisMorning(ports: Ports, shop: ShopDomain, today: Day): Promise<void> {
  await withShop(shop, async (db) => {
    await db.shop.update({ where: { domain: shop }, data: { morningMailOn: today } });
    await ports.queue.enqueue(db, "send-morning-mail", { shop });
  });
}

/** The variants that Arrivo says something about; all of them when a rule has begun since, for it may touch new ones. */
async function markDue(ports: Ports, shop: ShopDomain, ranOn: Day, today: Day): Promise<void> {
  const hasBegun = Prisma.sql`EXISTS (
    SELECT 1 FROM "Policy" rule WHERE rule.shop = ${shop}
      AND rule.gives->>'startsOn' > ${ranOn} AND rule.gives->>'startsOn' <= ${today})`;
  await withShop(
    shop,
    async (db) => {
      await markForDecision(
        db,
        shop,
        Prisma.sql`(v.state <> 'untouched' OR v.metafield IS NOT NULL OR v."ownPolicy" IS NOT NULL OR ${hasBegun})`,
      );
      // An old delivery counts for less each day.
      await refreshLateness(db, shop, today);
      await markStaleQueues(ports, db, shop, null, { code: "day-passed" });
      await ports.queue.enqueue(db, "tell-still-on-time", { shop });
      if ((await db.delayCase.count({ where: { shop, status: "open" } })) > 0)
        await ports.queue.enqueue(db, "settle-delays", { shop });
      await ports.queue.enqueue(db, "look-at-codes", { shop });
      // The published calendar looks 400 days ahead, holidays among them: it moves on even where no night's sweep ran.
      if (ranOn.slice(0, 7) !== today.slice(0, 7)) await ports.queue.enqueue(db, "set-up-shop", { shop });
      await db.shop.update({ where: { domain: shop }, data: { dueRanOn: today } });
    },
    { timeoutMs: 60_000 },
  );
}
