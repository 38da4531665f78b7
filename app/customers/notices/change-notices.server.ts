import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { noteCasesBounced } from "./note-cases.server.ts";
import { type Recalled, recallNotices } from "./recall-notices.server.ts";
import { noteNextNotice } from "./record-outcomes.server.ts";
import { recallMs } from "./when-due.ts";

/** What the merchant can do with notices; by their ids. */
export type NoticeChange =
  { kind: "recall"; what: Recalled } | { kind: "again"; ids: string[] } | { kind: "bounced"; ids: string[] };

/** @returns how many notices it changed: what has been sent or changed meanwhile stays as it is. */
export async function changeNotices(ports: Ports, shop: ShopDomain, change: NoticeChange): Promise<number> {
  const count = await withShop(shop, (db) => make(ports, db, shop, change));
  await noteNextNotice(ports, shop);
  return count;
}

async function make(ports: Ports, db: Db, shop: ShopDomain, change: NoticeChange): Promise<number> {
  const now = await ports.clock.businessNow();
  switch (change.kind) {
    case "recall":
      return recallNotices(ports, db, shop, change.what);
    case "again":
      return sendAgain(db, shop, change.ids, now, ports.clock.wallNow());
    case "bounced": {
      const marked = await db.$queryRaw<{ id: string }[]>`
        UPDATE "Notice" SET status = 'bounced', fault = 'by-hand', "faultText" = NULL
        WHERE shop = ${shop} AND id = ANY(${change.ids}) AND status IN ('sent', 'uncertain') RETURNING id`;
      const ids = marked.map(({ id }) => id);
      await noteCasesBounced(db, shop, ids, now);
      return ids.length;
    }
  }
}

/** Back into the outbox, with its fifteen minutes: what failed, bounced or was recalled. One waiting mail an order. */
async function sendAgain(
  db: Db,
  shop: ShopDomain,
  ids: readonly string[],
  now: number,
  wallNow: number,
): Promise<number> {
  const again = await db.$queryRaw<{ id: string }[]>`
    UPDATE "Notice" n SET status = 'waiting', "dueAt" = ${new Date(now + recallMs)}, "retryAt" = ${new Date(wallNow)},
      tries = 0, "triedAt" = NULL, "isRepeated" = false, "sentOn" = NULL, "sentAt" = NULL, fault = NULL,
      "faultText" = NULL
    WHERE n.shop = ${shop} AND n.id IN (
      SELECT DISTINCT ON (a."orderId") a.id FROM "Notice" a
      WHERE a.shop = ${shop} AND a.id = ANY(${[...ids]})
        AND a.status IN ('failed', 'bounced', 'recalled', 'trigger-only')
        AND NOT EXISTS (
          SELECT 1 FROM "Notice" w WHERE w.shop = a.shop AND w."orderId" = a."orderId" AND w.status = 'waiting'))
    RETURNING n.id`;
  await db.noticeCause.updateMany({
    where: { shop, noticeId: { in: again.map(({ id }) => id) } },
    data: { recalledAt: null },
  });
  return again.length;
}
