import { Prisma } from "@prisma/client";
import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";

/** All that waits, what one change report caused, or single notices. */
export type Recalled =
  { kind: "all" } | { kind: "report"; reportId: string } | { kind: "notices"; ids: readonly string[] };

/**
 * Takes back what has not left: of a mail that also tells something else only the recalled part.
 * @returns how many mails do not go out.
 */
export async function recallNotices(ports: Ports, db: Db, shop: ShopDomain, what: Recalled): Promise<number> {
  const at = new Date(await ports.clock.businessNow());
  const waiting = await db.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM "Notice" n WHERE n.shop = ${shop} AND n.status = 'waiting' AND ${condition(what)} FOR UPDATE`;
  const ids = waiting.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const ofReport = what.kind === "report" ? Prisma.sql`AND "reportId" = ${what.reportId}` : Prisma.empty;
  await db.$executeRaw`
    UPDATE "NoticeCause" SET "recalledAt" = ${at}
    WHERE shop = ${shop} AND "noticeId" = ANY(${ids}) AND "recalledAt" IS NULL ${ofReport}`;
  return db.$executeRaw`
    UPDATE "Notice" n SET status = 'recalled' WHERE n.shop = ${shop} AND n.id = ANY(${ids}) AND NOT EXISTS (
      SELECT 1 FROM "NoticeCause" c WHERE c.shop = n.shop AND c."noticeId" = n.id AND c."recalledAt" IS NULL)`;
}

function condition(what: Recalled): Prisma.Sql {
  switch (what.kind) {
    case "all":
      return Prisma.sql`true`;
    case "report":
      return Prisma.sql`EXISTS (SELECT 1 FROM "NoticeCause" c WHERE c.shop = n.shop AND c."noticeId" = n.id
        AND c."reportId" = ${what.reportId} AND c."recalledAt" IS NULL)`;
    case "notices":
      return Prisma.sql`n.id = ANY(${[...what.ids]})`;
  }
}
