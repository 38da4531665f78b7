import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { noteCasesBounced, noteCasesTold } from "./note-cases.server.ts";
import { type ClaimedNotice, claimMs } from "./claim-notices.server.ts";
import type { MailOutcome } from "./notice-mailer-port.ts";
import { recallMs } from "./when-due.ts";
import { afterOutcome, type Settled } from "./settled-notice.ts";

export interface SentNotice {
  notice: ClaimedNotice;
  outcome: MailOutcome;
  kind: string;
  locale: string;
}

/**
 * Stores what became of the notices just sent and, in the same transaction, that the next ones are about to be handed to
 * the mail server: whoever dies in between leaves no more of them in doubt than go out at once.
 * @returns those of `next` that are still this sender's: only they may be sent.
 */
export function recordAndBegin(
  ports: Ports,
  shop: ShopDomain,
  by: string,
  sent: readonly SentNotice[],
  next: readonly ClaimedNotice[],
): Promise<Set<string>> {
  return withShop(shop, async (db) => {
    const wallNow = ports.clock.wallNow();
    if (sent.length > 0) await record(db, shop, by, sent, { now: await ports.clock.businessNow(), wallNow });
    if (next.length === 0) return new Set();
    const begun = await db.$queryRaw<{ id: string }[]>`
      UPDATE "Notice" SET status = 'sending', "triedAt" = coalesce("triedAt", ${new Date(wallNow)}), tries = tries + 1
      WHERE shop = ${shop} AND id = ANY(${next.map(({ id }) => id)}) AND "claimedBy" = ${by} AND status = 'claimed'
      RETURNING id`;
    // The sender lives: what it still holds stays its own.
    await db.$executeRaw`
      UPDATE "Notice" SET "claimedUntil" = ${new Date(wallNow + claimMs)}
      WHERE shop = ${shop} AND "claimedBy" = ${by} AND status IN ('claimed', 'sending')`;
    return new Set(begun.map(({ id }) => id));
  });
}

async function record(
  db: Db,
  shop: ShopDomain,
  by: string,
  sent: readonly SentNotice[],
  { now, wallNow }: { now: number; wallNow: number },
): Promise<void> {
  const ended: (Settled & { kind: string; locale: string })[] = [];
  for (const { notice, outcome, kind, locale } of sent) {
    const after = afterOutcome(notice, outcome, wallNow);
    if (after.kind === "ended") ended.push({ ...after.settled, kind, locale });
    else if (after.kind === "in-doubt")
      await db.notice.updateMany({
        where: { shop, id: notice.id, claimedBy: by },
        data: { claimedUntil: new Date(after.againAt), fault: after.fault, faultText: after.faultText },
      });
    else
      await giveBack(db, shop, { ...after, id: notice.id, orderId: notice.orderId, by, isRepeated: notice.isRepeated });
  }
  if (ended.length === 0) return;
  const rows = await db.$queryRaw<{ id: string; status: string }[]>`
    UPDATE "Notice" n SET status = o.status, fault = o.fault, "faultText" = o."faultText", kind = o.kind, locale = o.locale,
      "sentAt" = CASE WHEN o.status IN ('sent', 'uncertain') THEN ${new Date(now)}::timestamptz END,
      "claimedBy" = NULL, "claimedUntil" = NULL
    FROM unnest(${ended.map(({ id }) => id)}::text[], ${ended.map(({ status }) => status)}::text[],
      ${ended.map(({ fault }) => fault ?? "")}::text[], ${ended.map(({ faultText }) => faultText ?? "")}::text[],
      ${ended.map(({ kind }) => kind)}::text[], ${ended.map(({ locale }) => locale)}::text[])
      AS o(id, status, fault, "faultText", kind, locale)
    WHERE n.shop = ${shop} AND n.id = o.id AND n."claimedBy" = ${by} AND n.status = 'sending'
    RETURNING n.id, n.status`;
  await noteCasesTold(
    db,
    shop,
    rows.flatMap(({ id, status }) => (status === "sent" || status === "uncertain" ? [id] : [])),
    now,
  );
  await noteCasesBounced(
    db,
    shop,
    rows.flatMap(({ id, status }) => (status === "bounced" || status === "failed" ? [id] : [])),
    now,
  );
}

interface GivenBack {
  id: string;
  orderId: string;
  by: string;
  isRepeated: boolean;
  retryAt: number;
  fault: string | null;
  faultText: string | null;
}

/** Back into the outbox, to be tried again. What was noted of the order meanwhile goes out in the same mail. */
export async function giveBack(db: Db, shop: ShopDomain, back: GivenBack): Promise<void> {
  const { id, orderId, by, fault, faultText } = back;
  const retryAt = new Date(back.retryAt);
  // Nobody knows whether it went out before: it stays the mail it is, and takes nothing in.
  const data = back.isRepeated
    ? { status: "claimed", claimedUntil: retryAt, fault, faultText }
    : { status: "waiting", sentOn: null, claimedBy: null, claimedUntil: null, retryAt, fault, faultText };
  if (!back.isRepeated) {
    const later = await db.$queryRaw<{ id: string; createdAt: Date }[]>`
      SELECT id, "createdAt" FROM "Notice" WHERE shop = ${shop} AND "orderId" = ${orderId} AND status = 'waiting' FOR UPDATE`;
    const ids = later.map((row) => row.id);
    if (ids.length > 0) {
      // What joins keeps its fifteen minutes.
      const dueAt = new Date(Math.max(...later.map(({ createdAt }) => createdAt.getTime())) + recallMs);
      await db.notice.updateMany({ where: { shop, id, claimedBy: by }, data: { dueAt } });
      await db.noticeCause.updateMany({ where: { shop, noticeId: { in: ids } }, data: { noticeId: id } });
      await db.notice.deleteMany({ where: { shop, id: { in: ids } } });
    }
  }
  await db.notice.updateMany({
    where: { shop, id, claimedBy: by, status: { in: ["claimed", "sending"] } },
    data,
  });
}

/** When a notice next may leave stands in the registry, where run-due looks: business time. */
export async function noteNextNotice(ports: Ports, shop: ShopDomain): Promise<void> {
  const now = await ports.clock.businessNow();
  const wallNow = ports.clock.wallNow();
  await withShop(shop, async (db) => {
    // Whoever notes a cause meanwhile waits for us, or we for them.
    const [registered] = await db.$queryRaw<{ timeZone: string }[]>`
      SELECT "timeZone" FROM "Shop" WHERE domain = ${shop} FOR UPDATE`;
    if (registered === undefined) return;
    const { day: today } = shopMoment(now, registered.timeZone);
    await db.$executeRaw`
      UPDATE "Shop" SET "noticesDueAt" = (
        SELECT min(due) FROM (
          SELECT CASE WHEN EXISTS (
              SELECT 1 FROM "Notice" o WHERE o.shop = w.shop AND o."orderId" = w."orderId" AND o."sentOn" = ${today}
                AND o.status IN ('claimed', 'sending', 'sent', 'uncertain'))
            THEN greatest(w."dueAt", ${new Date(now)}::timestamptz + interval '1 hour')
            ELSE greatest(w."dueAt", ${new Date(now)}::timestamptz + (w."retryAt" - ${new Date(wallNow)}::timestamptz)) END AS due
          FROM "Notice" w WHERE w.shop = ${shop} AND w.status = 'waiting'
          UNION ALL
          SELECT ${new Date(now)}::timestamptz + (u."claimedUntil" - ${new Date(wallNow)}::timestamptz)
          FROM "Notice" u WHERE u.shop = ${shop} AND u.status IN ('claimed', 'sending')) dues)
      WHERE domain = ${shop}`;
  });
}
