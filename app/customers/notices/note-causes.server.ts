import { randomUUID } from "node:crypto";
import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import type { NewNoticeCause } from "./notice-cause.ts";
import { whenDue } from "./when-due.ts";

/**
 * Puts what is to be told into the outbox, in the caller's transaction: once for each cause, whoever finds it again. What
 * is noted of an order before its mail has left joins that mail; an order that had its mail today gets the next tomorrow.
 */
export async function noteCauses(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  causes: readonly NewNoticeCause[],
): Promise<void> {
  const fresh = await notedFirst(db, shop, causes);
  if (fresh.length === 0) return;
  const now = await ports.clock.businessNow();
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const orderIds = [...new Set(fresh.map(({ orderId }) => orderId))].sort();
  const today = shopMoment(now, timeZone).day;
  const mailed = await db.$queryRaw<{ orderId: string }[]>`
    SELECT "orderId" FROM "Notice" WHERE shop = ${shop} AND "orderId" = ANY(${orderIds}) AND "sentOn" = ${today}
      AND status IN ('claimed', 'sending', 'sent', 'uncertain')`;
  const hadMail = new Set(mailed.map(({ orderId }) => orderId));
  const dueAts = orderIds.map((orderId) => whenDue(now, timeZone, hadMail.has(orderId)));
  const rows = await db.$queryRaw<{ id: string; orderId: string; dueAt: Date }[]>`
    INSERT INTO "Notice" (shop, id, "orderId", "dueAt", "retryAt", "createdAt")
    SELECT ${shop}, n.id, n."orderId", n."dueAt", ${new Date(ports.clock.wallNow())}, ${new Date(now)}
    FROM unnest(${orderIds.map(() => randomUUID())}::text[], ${orderIds}::text[],
      ${dueAts.map((at) => new Date(at))}::timestamptz[]) AS n(id, "orderId", "dueAt")
    ON CONFLICT (shop, "orderId") WHERE status = 'waiting'
      DO UPDATE SET "dueAt" = greatest("Notice"."dueAt", excluded."dueAt")
    RETURNING id, "orderId", "dueAt"`;
  const noticeIds = new Map(rows.map(({ orderId, id }) => [orderId, id]));
  await db.noticeCause.createMany({
    data: fresh.map(({ caseId = null, reportId = null, ...cause }) => ({
      shop,
      ...cause,
      caseId,
      reportId,
      noticeId: noticeIds.get(cause.orderId) ?? "",
    })),
  });
  const first = new Date(Math.min(...rows.map(({ dueAt }) => dueAt.getTime())));
  await db.$executeRaw`
    UPDATE "Shop" SET "noticesDueAt" = least("noticesDueAt", ${first}) WHERE domain = ${shop}`;
}

/** Those whose key nobody has noted. The lock keeps two who find the same thing at once one after the other. */
async function notedFirst(
  db: Db,
  shop: ShopDomain,
  causes: readonly NewNoticeCause[],
): Promise<readonly NewNoticeCause[]> {
  if (causes.length === 0) return [];
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('note causes'), hashtext(${shop}))`;
  const keys = causes.map(({ causeKey }) => causeKey);
  const known = await db.noticeCause.findMany({
    where: { shop, causeKey: { in: keys } },
    select: { causeKey: true },
  });
  const seen = new Set(known.map(({ causeKey }) => causeKey));
  return causes.filter(({ causeKey }) => !seen.has(causeKey) && seen.add(causeKey));
}
