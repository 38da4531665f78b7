import { type Db, withShop } from "../db.server.ts";
import { noteNextDue } from "./change-reports.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { Day, ShipWindow } from "../supply/day.ts";
import { noteEvents } from "./note-events.server.ts";
import type { PromiseCause } from "./promise-cause.ts";

export type SendReportResult = { ok: true; lineCount: number } | { ok: false; reason: "not-waiting" };

/** The merchant's "Send": what was found is what the customers have been given from now on. Once, whoever presses. */
export async function sendChangeReport(ports: Ports, shop: ShopDomain, reportId: string): Promise<SendReportResult> {
  const now = await ports.clock.businessNow();
  return withShop(shop, (db) => giveAnew(ports, db, shop, reportId, now), { timeoutMs: 30_000 });
}

/** Reports whose fifteen minutes are over. */
export async function sendDueReports(ports: Ports, shop: ShopDomain): Promise<void> {
  const now = await ports.clock.businessNow();
  await withShop(
    shop,
    async (db) => {
      const due = await db.changeReport.findMany({
        where: { shop, status: "waiting", dueAt: { lte: new Date(now) } },
        select: { id: true },
      });
      for (const { id } of due) await giveAnew(ports, db, shop, id, now);
      await noteNextDue(db, shop);
    },
    { timeoutMs: 60_000 },
  );
}

interface GivenRow {
  lineId: string;
  orderId: string;
  units: number;
  beforeFrom: Day | null;
  beforeTo: Day | null;
  afterFrom: Day | null;
  afterTo: Day | null;
}

/** The same in the caller's transaction. */
export async function giveAnew(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  id: string,
  now: number,
): Promise<SendReportResult> {
  const sentAt = new Date(now);
  const { count } = await db.changeReport.updateMany({
    where: { shop, id, status: "waiting" },
    data: { status: "sent", sentAt, dueAt: null },
  });
  if (count === 0) return { ok: false, reason: "not-waiting" };
  const report = await db.changeReport.findUniqueOrThrow({ where: { shop_id: { shop, id } }, select: { cause: true } });
  // Justified cast: the column is written by change-reports.server.ts only.
  const cause = report.cause as unknown as PromiseCause;
  const given = await db.$queryRaw<GivenRow[]>`
    SELECT p."lineId", l."orderId", l."unfulfilledUnits" AS units, p."givenFrom" AS "beforeFrom",
      p."givenTo" AS "beforeTo", p."computedFrom" AS "afterFrom", p."computedTo" AS "afterTo"
    FROM "LinePromise" p JOIN "OrderLine" l ON l.shop = p.shop AND l."lineId" = p."lineId"
    WHERE p.shop = ${shop} AND p."reportId" = ${id} ORDER BY l."orderId", p."lineId"`;
  const lineCount = await db.$executeRaw`
    UPDATE "LinePromise" SET "givenFrom" = "computedFrom", "givenTo" = "computedTo", "reportId" = NULL
    WHERE shop = ${shop} AND "reportId" = ${id}`;
  await noteEvents(
    ports,
    db,
    shop,
    given.map(({ lineId, orderId, units, beforeFrom, beforeTo, afterFrom, afterTo }) => ({
      key: `promise-changed ${id} ${lineId}`,
      orderId,
      lineId,
      at: sentAt,
      event: {
        kind: "promise-changed",
        units,
        before: windowOf(beforeFrom, beforeTo),
        after: windowOf(afterFrom, afterTo),
        cause,
        reportId: id,
      },
    })),
  );
  return { ok: true, lineCount };
}

function windowOf(from: Day | null, to: Day | null): ShipWindow | null {
  return from === null || to === null ? null : { from, to };
}
