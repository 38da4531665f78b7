import { sendMovesOfOrders } from "../../backorders/send-moves-of-orders.server.ts";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../../supply/day.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { loadNoticeSettings } from "../notices/load-notice-settings.server.ts";
import { noteCauses } from "../notices/note-causes.server.ts";

export type StandingResult =
  | {
      ok: true;
      /** Orders whose date holds. */
      tellCount: number;
      /** Orders whose date moved, and that were not told yet. */
      moveCount: number;
      /** Orders whose date has passed or is unknown with nothing new to say, or that are ready. */
      skippedCount: number;
    }
  | { ok: false; reason: "notices-off" };

interface Row {
  orderId: string;
  lineId: string;
  units: number;
  givenFrom: Day;
  givenTo: Day;
}

/**
 * Tells the customers of these orders where they stand: that their date holds, where it does, once a day, whoever presses
 * how often; where it moved, what the report's "Send" would, with the same question. `doIt` false: only says how many.
 */
export async function sayStanding(
  ports: Ports,
  shop: ShopDomain,
  orderIds: readonly string[],
  doIt: boolean,
): Promise<StandingResult> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const settings = await loadNoticeSettings(db, shop);
    if (!settings.isOn) return { ok: false, reason: "notices-off" };
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    const today = shopMoment(now, timeZone).day;
    const rows = await holdingLines(db, shop, orderIds, today, timeZone);
    const told = new Set(rows.map(({ orderId }) => orderId));
    const moved = await movedOrders(db, shop, orderIds);
    if (doIt) {
      await sendMovesOfOrders(ports, db, shop, moved);
      await noteCauses(
        ports,
        db,
        shop,
        rows.map(({ orderId, lineId, units, givenFrom, givenTo }) => ({
          causeKey: `on-time by hand ${lineId} ${today}`,
          kind: "on-time",
          orderId,
          lineId,
          details: { units, before: { from: givenFrom, to: givenTo }, after: { from: givenFrom, to: givenTo } },
          at: new Date(now),
        })),
      );
    }
    const skippedCount = new Set(orderIds).size - told.size - moved.length;
    return { ok: true, tellCount: told.size, moveCount: moved.length, skippedCount };
  });
}

/** Those of which a move waits for "Send": none of them is among those whose date holds. */
async function movedOrders(db: Db, shop: ShopDomain, orderIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ orderId: string }[]>`
    SELECT DISTINCT l."orderId" FROM "LinePromise" p JOIN "OrderLine" l ON l.shop = p.shop AND l."lineId" = p."lineId"
    JOIN "ChangeReport" r ON r.shop = p.shop AND r.id = p."reportId" AND r.status = 'waiting'
    WHERE p.shop = ${shop} AND l."orderId" = ANY(${[...orderIds]}) AND p.outcome IS NULL
      AND l."unfulfilledUnits" > l."allocatedUnits" AND l."cancelledAt" IS NULL`;
  return rows.map(({ orderId }) => orderId);
}

/**
 * An order of which any line's date does not hold is left out whole: half of the truth would be none. So is one that has
 * had its mail today, or is about to, or whose new date was sent today: that says it all.
 */
function holdingLines(
  db: Db,
  shop: ShopDomain,
  orderIds: readonly string[],
  today: Day,
  timeZone: string,
): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    WITH open AS (
      SELECT l."orderId", p."lineId", (l."unfulfilledUnits" - l."allocatedUnits")::int AS units, p."givenFrom", p."givenTo",
        coalesce(p."reportId" IS NULL AND p."givenTo" >= ${today} AND p."computedTo" <= p."givenTo", false) AS holds
      FROM "LinePromise" p JOIN "OrderLine" l ON l.shop = p.shop AND l."lineId" = p."lineId"
      WHERE p.shop = ${shop} AND l."orderId" = ANY(${[...orderIds]}) AND p.outcome IS NULL
        AND l."unfulfilledUnits" > l."allocatedUnits" AND l."cancelledAt" IS NULL
    )
    SELECT "orderId", "lineId", units, "givenFrom", "givenTo" FROM open
    WHERE "orderId" NOT IN (SELECT "orderId" FROM open WHERE NOT holds)
      AND NOT EXISTS (SELECT FROM "Notice" n WHERE n.shop = ${shop} AND n."orderId" = open."orderId"
        AND (n.status = 'waiting' OR n."sentOn" = ${today} AND n.status IN ('claimed', 'sending', 'sent', 'uncertain')))
      AND NOT EXISTS (SELECT FROM "BackorderEvent" e WHERE e.shop = ${shop} AND e."orderId" = open."orderId"
        AND e.kind = 'promise-changed' AND (e.at AT TIME ZONE ${timeZone})::date = ${today}::date)
    ORDER BY "orderId", "lineId"`;
}
