import { Prisma } from "@prisma/client";
import { z } from "zod";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { findOrders, type FoundOrder } from "./find-orders.server.ts";
import { loadWaitingFrame } from "./load-waiting-frame.server.ts";
import type { WaitingOrder } from "./waiting-order.ts";
import { waitingOrdersSql } from "./waiting-orders-sql.server.ts";
import { type WaitingQuery, type WaitingSort, type WaitingView, waitingViews } from "./waiting-query.ts";

export interface WaitingPage {
  orders: WaitingOrder[];
  counts: Record<WaitingView, number>;
  matchingCount: number;
  before: string | null;
  after: string | null;
  /** The merchant has said how orders older than Arrivo are to be handled. */
  hasConfirmedAdoption: boolean;
  /** Orders older than Arrivo among those that wait. */
  adoptedCount: number;
  /** Of that number, and waiting no more. */
  others: FoundOrder[];
}

const pageLength = 50;

const viewConditions: Record<WaitingView, Prisma.Sql> = {
  all: Prisma.sql`true`,
  late: Prisma.sql`"isLate"`,
  "at-risk": Prisma.sql`"isAtRisk"`,
  "no-supply": Prisma.sql`"isUnsupplied"`,
  unanswered: Prisma.sql`"isUnanswered"`,
  ready: Prisma.sql`"isReady"`,
};

/** All are texts in their order, so that a cursor is one. */
const sortKeys: Record<WaitingSort, Prisma.Sql> = {
  placed: Prisma.sql`to_char("placedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`,
  given: Prisma.sql`coalesce("givenTo", '9999-12-31')`,
  now: Prisma.sql`coalesce("computedTo", '9999-12-31')`,
  units: Prisma.sql`lpad("waitingUnits"::text, 9, '0')`,
};

/** The same in any locale of the database: digits and signs only. */
const plain = Prisma.sql`COLLATE "C"`;

const cursorSchema = z.tuple([z.string(), z.string()]);

/** One page of those who wait. Pages begin at a row, not at a number, so that what changes meanwhile skips none. */
export async function listWaitingOrders(ports: Ports, shop: ShopDomain, query: WaitingQuery): Promise<WaitingPage> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const settings = await db.shopSettings.findUnique({ where: { shop }, select: { adoptedOrdersAt: true } });
    const page = await readPage(db, shop, now, query);
    return {
      ...page,
      hasConfirmedAdoption: settings?.adoptedOrdersAt != null,
      others: query.search === "" ? [] : othersOf(await findOrders(db, shop, query.search), page.orders),
    };
  });
}

const othersOf = (found: readonly FoundOrder[], shown: readonly WaitingOrder[]) =>
  found.filter(({ orderId }) => !shown.some((each) => each.orderId === orderId));

interface Row {
  page: (WaitingOrder & { sortKey: string })[] | null;
  counts: Record<WaitingView | "matching" | "adopted", number>;
}

async function readPage(db: Db, shop: ShopDomain, now: number, query: WaitingQuery) {
  const isBackward = query.page !== null && "before" in query.page;
  const cursor = query.page === null ? null : readCursor("before" in query.page ? query.page.before : query.page.after);
  const isDown = query.isDescending !== isBackward;
  const [than, order] = isDown ? [Prisma.sql`<`, Prisma.sql`DESC`] : [Prisma.sql`>`, Prisma.sql`ASC`];
  const key = Prisma.sql`(${sortKeys[query.sort]}) ${plain}`;
  const from =
    cursor === null
      ? Prisma.sql`true`
      : Prisma.sql`(${key}, "orderId" ${plain}) ${than} (${cursor[0]} ${plain}, ${cursor[1]} ${plain})`;
  const named =
    query.search === "" ? Prisma.sql`true` : Prisma.sql`name ILIKE ${`%${query.search.replace(/[\\%_]/g, "\\$&")}%`}`;
  const matching = Prisma.sql`${viewConditions[query.view]} AND ${named}`;
  const counts = Prisma.join(
    waitingViews.map((view) => Prisma.sql`${view}::text, count(*) FILTER (WHERE ${viewConditions[view]})`),
  );
  const waiting = await waitingOrdersSql(db, await loadWaitingFrame(db, shop, now));
  const [found] = await db.$queryRaw<[Row]>`
    WITH ${waiting}
    SELECT (SELECT json_agg(rows) FROM (
        SELECT w.*, ${key} AS "sortKey" FROM waiting w WHERE ${matching} AND ${from}
        ORDER BY ${key} ${order}, "orderId" ${plain} ${order} LIMIT ${pageLength + 1}) rows) AS page,
      (SELECT json_build_object(${counts}, 'matching', count(*) FILTER (WHERE ${matching}),
        'adopted', count(*) FILTER (WHERE "isAdopted")) FROM waiting) AS counts`;
  const rows = found.page ?? [];
  const hasMore = rows.length > pageLength;
  const shown = rows.slice(0, pageLength);
  if (isBackward) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const { matching: matchingCount, adopted: adoptedCount, ...byView } = found.counts;
  return {
    orders: shown.map(({ sortKey: _sortKey, ...each }): WaitingOrder => each),
    counts: byView,
    matchingCount,
    adoptedCount,
    before: first && (isBackward ? hasMore : cursor !== null) ? writeCursor(first) : null,
    after: last && (isBackward || hasMore) ? writeCursor(last) : null,
  };
}

const writeCursor = ({ sortKey, orderId }: { sortKey: string; orderId: string }) =>
  Buffer.from(JSON.stringify([sortKey, orderId])).toString("base64url");

/** Null for one that is none of ours: the list then begins at its beginning. */
function readCursor(text: string): [string, string] | null {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    return null;
  }
}
