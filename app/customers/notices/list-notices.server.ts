import { Prisma } from "@prisma/client";
import type { PromiseCause } from "../../backorders/promise-cause.ts";
import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { type NoticeGroup, statusesOf, noticeGroups } from "./notice-group.ts";
import { isNoticeKind, type NoticeKind, weightiest } from "./notice-kind.ts";
import { loadNoticeSettings } from "./load-notice-settings.server.ts";
import { isSenderReady, isSenderStopped } from "./notice-settings.ts";
import type { NoticeStatus } from "./notice-status.ts";

export interface NoticeRow {
  id: string;
  orderId: string;
  orderName: string;
  kind: NoticeKind | null;
  /** All that the mail tells, or told. */
  kinds: NoticeKind[];
  status: NoticeStatus;
  /** Epoch milliseconds of business time. */
  dueAt: number;
  sentAt: number | null;
  tries: number;
  fault: string | null;
  faultText: string | null;
}

/** What waits of one change report: recalled together. */
export interface NoticeBatch {
  reportId: string;
  cause: PromiseCause;
  count: number;
  dueAt: number;
}

export interface NoticeList {
  isOn: boolean;
  isReady: boolean;
  isStopped: boolean;
  group: NoticeGroup;
  counts: Record<NoticeGroup, number>;
  rows: NoticeRow[];
  batches: NoticeBatch[];
  page: number;
  pages: number;
}

const pageRows = 50;

/** The outbox, one group of it, the latest first. */
export function listNotices(shop: ShopDomain, group: NoticeGroup, page: number): Promise<NoticeList> {
  return withShop(shop, async (db) => {
    const settings = await loadNoticeSettings(db, shop);
    const grouped = await db.notice.groupBy({ by: ["status"], where: { shop }, _count: true });
    const counts = Object.fromEntries(
      noticeGroups.map((each) => [
        each,
        grouped.filter(({ status }) => statusesOf[each].includes(status)).reduce((sum, { _count }) => sum + _count, 0),
      ]),
      // Justified cast: every group is there.
    ) as Record<NoticeGroup, number>;
    const pages = Math.max(1, Math.ceil(counts[group] / pageRows));
    const shown = Math.min(Math.max(1, page), pages);
    const rows = await db.$queryRaw<
      (Omit<NoticeRow, "dueAt" | "sentAt" | "kind" | "kinds"> & {
        dueAt: Date;
        sentAt: Date | null;
        kind: string | null;
        kinds: string[];
      })[]
    >`
      SELECT n.id, n."orderId", coalesce(o.name, '') AS "orderName", n.kind, n.status, n."dueAt", n."sentAt", n.tries,
        nullif(n.fault, '') AS fault, nullif(n."faultText", '') AS "faultText",
        array(SELECT DISTINCT c.kind FROM "NoticeCause" c WHERE c.shop = n.shop AND c."noticeId" = n.id) AS kinds
      FROM "Notice" n LEFT JOIN "LedgerOrder" o ON o.shop = n.shop AND o."orderId" = n."orderId"
      WHERE n.shop = ${shop} AND n.status IN (${Prisma.join(statusesOf[group])})
      ORDER BY n."createdAt" DESC, o."placedAt" DESC, n.id LIMIT ${pageRows} OFFSET ${(shown - 1) * pageRows}`;
    const batches = await db.$queryRaw<{ reportId: string; cause: PromiseCause; count: number; dueAt: Date }[]>`
      SELECT r.id AS "reportId", r.cause, count(DISTINCT n.id)::int AS count, min(n."dueAt") AS "dueAt"
      FROM "Notice" n
      JOIN "NoticeCause" c ON c.shop = n.shop AND c."noticeId" = n.id AND c."recalledAt" IS NULL
      JOIN "ChangeReport" r ON r.shop = c.shop AND r.id = c."reportId"
      WHERE n.shop = ${shop} AND n.status = 'waiting'
      GROUP BY r.shop, r.id ORDER BY min(n."dueAt") LIMIT 50`;
    return {
      isOn: settings.isOn,
      isReady: isSenderReady(settings),
      isStopped: isSenderStopped(settings),
      group,
      counts,
      page: shown,
      pages,
      rows: rows.map(({ kind, kinds, dueAt, sentAt, ...row }) => {
        const told = kinds.filter(isNoticeKind);
        return {
          ...row,
          kinds: told,
          kind: kind !== null && isNoticeKind(kind) ? kind : weightiest(told),
          dueAt: dueAt.getTime(),
          sentAt: sentAt?.getTime() ?? null,
        };
      }),
      batches: batches.map(({ dueAt, ...batch }) => ({ ...batch, dueAt: dueAt.getTime() })),
    };
  });
}
