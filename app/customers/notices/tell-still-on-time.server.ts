import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { type Day, dayNumber } from "../../supply/day.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import { loadNoticeSettings } from "./load-notice-settings.server.ts";
import { noteCauses } from "./note-causes.server.ts";
import type { NewNoticeCause } from "./notice-cause.ts";
import { tellsKind } from "./notice-settings.ts";
import { recheckSender } from "./recheck-sender.server.ts";
import { updateNumber } from "./update-number.ts";

interface WaitingRow {
  lineId: string;
  orderId: string;
  units: number;
  placedAt: Date;
  givenFrom: Day;
  givenTo: Day;
}

/** Once a business day: the sender is looked at again, and who waits long, and whose date holds, hears so. */
export async function tellStillOnTime(ports: Ports, shop: ShopDomain): Promise<void> {
  await recheckSender(ports, shop);
  const now = await ports.clock.businessNow();
  await withShop(
    shop,
    async (db) => {
      const settings = await loadNoticeSettings(db, shop);
      if (!settings.isOn || !tellsKind(settings, "on-time")) return;
      const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
      const today = shopMoment(now, timeZone).day;
      const rows = await db.$queryRaw<WaitingRow[]>`
        SELECT p."lineId", l."orderId", (l."unfulfilledUnits" - l."allocatedUnits")::int AS units, l."placedAt",
          p."givenFrom", p."givenTo"
        FROM "LinePromise" p
        JOIN "OrderLine" l ON l.shop = p.shop AND l."lineId" = p."lineId"
        WHERE p.shop = ${shop} AND p.outcome IS NULL AND p."reportId" IS NULL
          AND p."givenFrom" IS NOT NULL AND p."givenTo" >= ${today} AND p."computedTo" <= p."givenTo"
          AND l."cancelledAt" IS NULL AND l."unfulfilledUnits" > l."allocatedUnits" 
          AND (NOT l."isAdopted" OR EXISTS (
            SELECT 1 FROM "ShopSettings" s WHERE s.shop = l.shop AND s."adoptedOrdersAt" IS NOT NULL))
          AND l."placedAt" < ${new Date(now)}::timestamptz - make_interval(days => ${Math.floor(settings.onTime.overDays / 2)}::int)
          AND NOT EXISTS (
            SELECT 1 FROM "DelayCase" d WHERE d.shop = l.shop AND d."orderId" = l."orderId" AND d.status = 'open')`;
      const causes = rows.flatMap((row): NewNoticeCause[] => {
        const placedOn = shopMoment(row.placedAt.getTime(), timeZone).day;
        const number = updateNumber(dayNumber(placedOn), dayNumber(row.givenTo), dayNumber(today), settings.onTime);
        if (number === 0) return [];
        const window = { from: row.givenFrom, to: row.givenTo };
        return [
          {
            causeKey: `on-time ${row.lineId} ${number}`,
            kind: "on-time",
            orderId: row.orderId,
            lineId: row.lineId,
            details: { units: row.units, before: window, after: window },
            at: new Date(now),
          },
        ];
      });
      await noteCauses(ports, db, shop, causes);
    },
    { timeoutMs: 60_000 },
  );
}
