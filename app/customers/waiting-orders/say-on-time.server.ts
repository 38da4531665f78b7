import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../../supply/day.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { loadNoticeSettings } from "../notices/load-notice-settings.server.ts";
import { noteCauses } from "../notices/note-causes.server.ts";

export type OnTimeResult =
  /** `tellCount` orders whose date holds; `skippedCount` whose date moved, has passed or is unknown, or that are ready. */
  { ok: true; tellCount: number; skippedCount: number } | { ok: false; reason: "notices-off" };

interface Row {
  orderId: string;
  lineId: string;
  units: number;
  givenFrom: Day;
  givenTo: Day;
}

/**
 * Tells the customers of these orders that their date holds, where it does: once a day, whoever presses how often. Whose
 * date moved hears of it by the report's "Send", and is left out here. `doIt` false: only says how many.
 */
export async function sayOnTime(
  ports: Ports,
  shop: ShopDomain,
  orderIds: readonly string[],
  doIt: boolean,
): Promise<OnTimeResult> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const settings = await loadNoticeSettings(db, shop);
    if (!settings.isOn) return { ok: false, reason: "notices-off" };
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
    const today = shopMoment(now, timeZone).day;
    const rows = await holdingLines(db, shop, orderIds, today);
    const told = new Set(rows.map(({ orderId }) => orderId));
    if (doIt)
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
    return { ok: true, tellCount: told.size, skippedCount: new Set(orderIds).size - told.size };
  });
}

/** An order of which any line's date does not hold is left out whole: half of the truth would be none. */
function holdingLines(db: Db, shop: ShopDomain, orderIds: readonly string[], today: Day): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    WITH open AS (
      SELECT l."orderId", p."lineId", (l."unfulfilledUnits" - l."allocatedUnits")::int AS units, p."givenFrom", p."givenTo",
        coalesce(p."reportId" IS NULL AND p."givenTo" >= ${today} AND p."computedTo" <= p."givenTo", false) AS holds
      FROM "LinePromise" p JOIN "OrderLine" l ON l.shop = p.shop AND l."lineId" = p."lineId"
      WHERE p.shop = ${shop} AND l."orderId" = ANY(${[...orderIds]}) AND p.outcome IS NULL
        AND l."unfulfilledUnits" > l."allocatedUnits" AND l."cancelledAt" IS NULL
    )
    SELECT "orderId", "lineId", units, "givenFrom", "givenTo" FROM open
    WHERE "orderId" NOT IN (SELECT "orderId" FROM open WHERE NOT holds) ORDER BY "orderId", "lineId"`;
}
