import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Day } from "../../supply/day.ts";

export interface ClaimedNotice {
  id: string;
  orderId: string;
  tries: number;
  triedAt: Date | null;
  isRepeated: boolean;
}

export interface Claim {
  /** The sender's own key: what is stored later is stored only by who still has the notice. */
  by: string;
  today: Day;
  /** Business time. */
  now: number;
  wallNow: number;
}

/** A sender that is silent for longer has died: another takes what it had. */
export const claimMs = 120_000;

/**
 * Takes notices whose time has come, for this sender alone; any number of senders may do so side by side. Those of a
 * sender that died are taken over: what it had handed to the mail server goes out once more, marked; what had gone out
 * twice already is left as uncertain.
 */
export function claimNotices(shop: ShopDomain, claim: Claim, most: number): Promise<ClaimedNotice[]> {
  return withShop(shop, async (db) => {
    const left = await takeOver(db, shop, claim, most);
    if (left.length >= most) return left;
    const until = new Date(claim.wallNow + claimMs);
    const fresh = await db.$queryRaw<ClaimedNotice[]>`
      UPDATE "Notice" n SET status = 'claimed', "claimedBy" = ${claim.by}, "claimedUntil" = ${until},
        "sentOn" = ${claim.today}
      WHERE n.shop = ${shop} AND n.id IN (
        SELECT w.id FROM "Notice" w
        WHERE w.shop = ${shop} AND w.status = 'waiting' AND w."dueAt" <= ${new Date(claim.now)}
          AND w."retryAt" <= ${new Date(claim.wallNow)}
          AND NOT EXISTS (
            SELECT 1 FROM "Notice" o WHERE o.shop = w.shop AND o."orderId" = w."orderId" AND o."sentOn" = ${claim.today}
              AND o.status IN ('claimed', 'sending', 'sent', 'uncertain'))
        ORDER BY w."dueAt" LIMIT ${most - left.length} FOR UPDATE SKIP LOCKED)
      RETURNING n.id, n."orderId", n.tries, n."triedAt", n."isRepeated"`;
    return [...left, ...fresh];
  });
}

async function takeOver(db: Db, shop: ShopDomain, { by, wallNow, now }: Claim, most: number): Promise<ClaimedNotice[]> {
  const at = new Date(wallNow);
  await db.$executeRaw`
    UPDATE "Notice" SET status = 'uncertain', "sentAt" = ${new Date(now)}, "claimedBy" = NULL, "claimedUntil" = NULL
    WHERE shop = ${shop} AND id IN (
      SELECT id FROM "Notice" WHERE shop = ${shop} AND status = 'sending' AND "isRepeated" AND "claimedUntil" < ${at}
      FOR UPDATE SKIP LOCKED)`;
  return db.$queryRaw<ClaimedNotice[]>`
    UPDATE "Notice" n SET "isRepeated" = n."isRepeated" OR n.status = 'sending', status = 'claimed',
      "claimedBy" = ${by}, "claimedUntil" = ${new Date(wallNow + claimMs)}
    WHERE n.shop = ${shop} AND n.id IN (
      SELECT id FROM "Notice" WHERE shop = ${shop} AND status IN ('claimed', 'sending') AND "claimedUntil" < ${at}
      ORDER BY "claimedUntil" LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING n.id, n."orderId", n.tries, n."triedAt", n."isRepeated"`;
}
