import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { ReportStatus } from "./change-report.ts";
import type { PromiseCause } from "./promise-cause.ts";

export interface ReportSummary {
  id: string;
  cause: PromiseCause;
  status: ReportStatus;
  lineCount: number;
  orderCount: number;
  mostDays: number;
  /** Epoch milliseconds of business time. */
  openedAt: number;
  dueAt: number | null;
  sentAt: number | null;
}

const mostWaiting = 200;
const mostEnded = 50;

/** Reports that wait, the oldest first, and those that ended, the latest first. */
export function listChangeReports(shop: ShopDomain): Promise<{ waiting: ReportSummary[]; ended: ReportSummary[] }> {
  return withShop(shop, async (db) => {
    const waiting = await db.changeReport.findMany({
      where: { shop, status: "waiting" },
      orderBy: { openedAt: "asc" },
      take: mostWaiting,
    });
    const ended = await db.changeReport.findMany({
      where: { shop, status: "sent" },
      orderBy: { sentAt: "desc" },
      take: mostEnded,
    });
    return { waiting: waiting.map(summaryOf), ended: ended.map(summaryOf) };
  });
}

/** Justified casts: the columns are written by change-reports.server.ts only. */
export function summaryOf(row: {
  id: string;
  cause: unknown;
  status: string;
  lineCount: number;
  orderCount: number;
  mostDays: number;
  openedAt: Date;
  dueAt: Date | null;
  sentAt: Date | null;
}): ReportSummary {
  return {
    id: row.id,
    cause: row.cause as PromiseCause,
    status: row.status as ReportStatus,
    lineCount: row.lineCount,
    orderCount: row.orderCount,
    mostDays: row.mostDays,
    openedAt: row.openedAt.getTime(),
    dueAt: row.dueAt?.getTime() ?? null,
    sentAt: row.sentAt?.getTime() ?? null,
  };
}
