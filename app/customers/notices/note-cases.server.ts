import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

/** The customers of these notices' cases have been told: from now on the clock runs. */
export async function noteCasesTold(
  db: Db,
  shop: ShopDomain,
  noticeIds: readonly string[],
  now: number,
): Promise<void> {
  if (noticeIds.length === 0) return;
  await db.$executeRaw`
    UPDATE "DelayCase" d SET "toldAt" = coalesce(d."toldAt", ${new Date(now)}::timestamptz), "bouncedAt" = NULL
    FROM "NoticeCause" c WHERE c.shop = ${shop} AND c."noticeId" = ANY(${[...noticeIds]}) AND d.shop = c.shop
      AND d.id = c."caseId" AND c."recalledAt" IS NULL`;
}

/** Not told: on the call list. */
export async function noteCasesBounced(
  db: Db,
  shop: ShopDomain,
  noticeIds: readonly string[],
  now: number,
): Promise<void> {
  if (noticeIds.length === 0) return;
  await db.$executeRaw`
    UPDATE "DelayCase" d SET "bouncedAt" = ${new Date(now)}::timestamptz
    FROM "NoticeCause" c WHERE c.shop = ${shop} AND c."noticeId" = ANY(${[...noticeIds]}) AND d.shop = c.shop
      AND d.id = c."caseId" AND c."recalledAt" IS NULL AND d.status = 'open'`;
}
