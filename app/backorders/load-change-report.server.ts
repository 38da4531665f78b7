import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Day } from "../supply/day.ts";
import { type ReportSummary, summaryOf } from "./list-change-reports.server.ts";
import type { PromiseCause } from "./promise-cause.ts";

export interface MovedLine {
  lineId: string;
  orderId: string;
  orderName: string;
  title: string;
  units: number;
  /** Null: no date. */
  from: { from: Day; to: Day } | null;
  to: { from: Day; to: Day } | null;
  cause: PromiseCause;
}

export interface ChangeReportPage {
  report: ReportSummary;
  lines: MovedLine[];
  page: number;
  pages: number;
}

const pageSize = 50;

interface Row {
  lineId: string;
  orderId: string | null;
  orderName: string | null;
  title: string | null;
  units: number | null;
  fromFrom: Day | null;
  fromTo: Day | null;
  toFrom: Day | null;
  toTo: Day | null;
  cause: PromiseCause;
}

/**
 * Who moves from when to when, and why, the oldest order first. While the report waits: what customers were given against
 * what was found; once sent: as the history has it. Null: there is no such report.
 */
export function loadChangeReport(shop: ShopDomain, id: string, wantedPage: number): Promise<ChangeReportPage | null> {
  return withShop(shop, async (db) => {
    const found = await db.changeReport.findUnique({ where: { shop_id: { shop, id } } });
    if (found === null) return null;
    const report = summaryOf(found);
    const pages = Math.max(1, Math.ceil(report.lineCount / pageSize));
    const page = Math.min(Math.max(1, wantedPage), pages);
    const rows = await db.$queryRaw<Row[]>`
      WITH last AS (
        SELECT DISTINCT ON ("lineId") "lineId", "fromFrom", "fromTo", "toFrom", "toTo", cause
        FROM "PromiseChange" WHERE shop = ${shop} AND "reportId" = ${id} ORDER BY "lineId", id DESC
      )
      SELECT last."lineId", l."orderId", l."orderName", l.title, l."unfulfilledUnits" AS units, last.cause,
        CASE WHEN ${report.status === "waiting"} THEN p."givenFrom" ELSE last."fromFrom" END AS "fromFrom",
        CASE WHEN ${report.status === "waiting"} THEN p."givenTo" ELSE last."fromTo" END AS "fromTo",
        CASE WHEN ${report.status === "waiting"} THEN p."computedFrom" ELSE last."toFrom" END AS "toFrom",
        CASE WHEN ${report.status === "waiting"} THEN p."computedTo" ELSE last."toTo" END AS "toTo"
      FROM last
      JOIN "LinePromise" p ON p.shop = ${shop} AND p."lineId" = last."lineId"
      LEFT JOIN "OrderLine" l ON l.shop = ${shop} AND l."lineId" = last."lineId"
      WHERE ${report.status !== "waiting"} OR p."reportId" = ${id}
      ORDER BY l."placedAt" NULLS LAST, last."lineId" LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`;
    return { report, lines: rows.map(lineOf), page, pages };
  });
}

function lineOf({ fromFrom, fromTo, toFrom, toTo, orderId, orderName, title, units, ...row }: Row): MovedLine {
  return {
    ...row,
    orderId: orderId ?? "",
    orderName: orderName ?? "",
    title: title ?? "",
    units: units ?? 0,
    from: fromFrom === null || fromTo === null ? null : { from: fromFrom, to: fromTo },
    to: toFrom === null || toTo === null ? null : { from: toFrom, to: toTo },
  };
}
