import { randomUUID } from "node:crypto";
import type { LoadedFrame } from "../availability/load-shop-frame.server.ts";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { dueAt, undatedDays } from "./change-report.ts";
import { causeKey } from "./promise-cause.ts";
import type { CausedPromise } from "./write-promises.server.ts";

/**
 * The report each moved promise belongs to: the one it stands in already, the waiting one of the same doing, or a new
 * one.
 * @returns report ids by line
 */
export async function placeInReports(
  db: Db,
  { shop, now }: LoadedFrame,
  moved: readonly CausedPromise[],
): Promise<Map<string, string>> {
  const placed = new Map<string, string>();
  const waiting = new Map<string, string>();
  const rows = await db.changeReport.findMany({
    where: { shop, status: "waiting" },
    select: { id: true, cause: true },
  });
  for (const { id, cause } of rows) waiting.set(String((cause as { key?: unknown }).key), id);
  const opened: { shop: string; id: string; cause: object; openedAt: Date }[] = [];
  for (const { lineId, reportId, cause } of moved) {
    if (reportId !== null) {
      placed.set(lineId, reportId);
      continue;
    }
    const key = causeKey(cause);
    let id = waiting.get(key);
    if (id === undefined) {
      id = randomUUID();
      waiting.set(key, id);
      opened.push({ shop, id, cause: { ...cause, key }, openedAt: now });
    }
    placed.set(lineId, id);
  }
  if (opened.length > 0) await db.changeReport.createMany({ data: opened });
  return placed;
}

interface Tally {
  id: string;
  lineCount: number;
  orderCount: number;
  mostDays: number | null;
}

/** Counts these reports anew: one whose promises all came back to what was given ends, and nobody hears of it. */
export async function settleReports(
  db: Db,
  { shop, now, supplySettings }: Pick<LoadedFrame, "shop" | "now" | "supplySettings">,
  reportIds: readonly string[],
): Promise<void> {
  if (reportIds.length === 0) return;
  const tallies = await db.$queryRaw<Tally[]>`
    SELECT r.id, count(p."lineId")::int AS "lineCount", count(DISTINCT l."orderId")::int AS "orderCount",
      (array_agg(m.days ORDER BY abs(m.days) DESC) FILTER (WHERE m.days IS NOT NULL))[1] AS "mostDays"
    FROM "ChangeReport" r
    LEFT JOIN "LinePromise" p ON p.shop = r.shop AND p."reportId" = r.id
    LEFT JOIN "OrderLine" l ON l.shop = p.shop AND l."lineId" = p."lineId"
    LEFT JOIN LATERAL (SELECT CASE WHEN p."computedTo" IS NULL THEN ${undatedDays}::int
      WHEN p."givenTo" IS NULL THEN 0 ELSE p."computedTo"::date - p."givenTo"::date END AS days) m ON p."lineId" IS NOT NULL
    WHERE r.shop = ${shop} AND r.id = ANY(${[...reportIds]}) AND r.status = 'waiting' GROUP BY r.id`;
  for (const { id, lineCount, orderCount, mostDays } of tallies) {
    const counts = { lineCount, orderCount, mostDays: mostDays ?? 0 };
    const due = lineCount === 0 ? null : dueAt(counts, supplySettings.sendsSmallChanges, now.getTime());
    await db.changeReport.update({
      where: { shop_id: { shop, id } },
      data: {
        ...counts,
        status: lineCount === 0 ? "nothing-moved" : "waiting",
        dueAt: due === null ? null : new Date(due),
      },
    });
  }
  await noteNextDue(db, shop);
}

/** In the registry, where run-due finds it without asking each shop. */
export async function noteNextDue(db: Db, shop: ShopDomain): Promise<void> {
  const next = await db.changeReport.aggregate({ where: { shop, status: "waiting" }, _min: { dueAt: true } });
  await db.shop.update({ where: { domain: shop }, data: { reportsDueAt: next._min.dueAt } });
}
