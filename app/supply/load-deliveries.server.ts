import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { holidaysOf } from "./calendars/holidays-of.server.ts";
import type { OpenDays } from "./calendars/open-days.ts";
import { supplierCalendar } from "./calendars/supplier-calendar.ts";
import { type Day, dayFromNumber, dayNumber, horizonDays } from "./day.ts";
import { byKey } from "./lateness/by-key.ts";
import { arrivalsOfLine } from "./lateness/arrivals-of-line.ts";
import { daysLate } from "./lateness/days-late.ts";
import type { Delivery, OverdueLine } from "./lateness/delivery.ts";

/** Older receipts say nothing of a supplier any more. */
const oldestDays = 6 * 365;

export interface KnownDeliveries {
  /** Lateness against the day first stated, on the supplier's open days. */
  deliveries: Delivery[];
  overdue: OverdueLine[];
}

/** What came and what is overdue, of one supplier or of all (null). A line without a stated day is never late. */
export async function loadDeliveries(
  db: Db,
  shop: ShopDomain,
  today: Day,
  supplierId: string | null = null,
): Promise<KnownDeliveries> {
  const since = dayFromNumber(dayNumber(today) - oldestDays);
  const calendarOf = await loadCalendars(db, shop, since, supplierId);
  const receipts = await db.$queryRaw<
    { supplierId: string; variantId: string; lineId: string; statedOn: Day; receivedOn: Day; units: number }[]
  >`
    SELECT o."supplierId", l."variantId", l.id AS "lineId", l."statedOn", r."receivedOn", r.units
    FROM "Receipt" r
    JOIN "PurchaseOrderLine" l ON l.shop = r.shop AND l.id = r."lineId"
    JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
    WHERE r.shop = ${shop} AND l."statedOn" IS NOT NULL AND l."statedOn" >= ${since}
      AND r."receivedOn" <= ${today} AND (${supplierId === null} OR o."supplierId" = ${supplierId ?? ""})
    ORDER BY l.id, r."recordedAt", r.id`;
  const deliveries: Delivery[] = [];
  for (const ofLine of byKey(receipts, ({ lineId }) => lineId).values()) {
    const [line] = ofLine;
    if (line === undefined) continue;
    const dueOn = dayNumber(line.statedOn);
    for (const { receivedOn, share } of arrivalsOfLine(ofLine)) {
      const received = dayNumber(receivedOn);
      deliveries.push({
        supplierId: line.supplierId,
        variantId: line.variantId,
        dueOn,
        receivedOn: received,
        daysLate: daysLate(dueOn, received, calendarOf(line.supplierId)),
        share,
      });
    }
  }
  const open = await db.$queryRaw<{ supplierId: string; variantId: string; statedOn: Day }[]>`
    SELECT o."supplierId", l."variantId", l."statedOn"
    FROM "PurchaseOrderLine" l
    JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
    WHERE l.shop = ${shop} AND o.status IN ('ordered', 'confirmed', 'partly-received')
      AND l."orderedUnits" > l."receivedUnits" + l."closedUnits" AND l."statedOn" < ${today} AND l."statedOn" >= ${since}
      AND (${supplierId === null} OR o."supplierId" = ${supplierId ?? ""})
    ORDER BY l.id`;
  const overdue = open
    .map(({ statedOn, ...line }): OverdueLine => {
      const dueOn = dayNumber(statedOn);
      return { ...line, dueOn, daysLateSoFar: daysLate(dueOn, dayNumber(today), calendarOf(line.supplierId)) };
    })
    .filter(({ daysLateSoFar }) => daysLateSoFar > 0);
  return { deliveries, overdue };
}

type CountsDays = Pick<OpenDays, "addOpenDays" | "countOpenDays">;

async function loadCalendars(
  db: Db,
  shop: ShopDomain,
  since: Day,
  supplierId: string | null,
): Promise<(supplierId: string) => CountsDays> {
  const suppliers = await db.supplier.findMany({
    where: { shop, ...(supplierId === null ? {} : { id: supplierId }) },
    select: { id: true, workingWeekdays: true, closures: true, holidayCountry: true },
  });
  const calendars = new Map<string, CountsDays>();
  for (const { id, holidayCountry: country, ...row } of suppliers) {
    const holidays = country === null ? [] : await holidaysOf({ country }, since, oldestDays + horizonDays);
    calendars.set(id, supplierCalendar(row, holidays));
  }
  const everyDay = supplierCalendar({ workingWeekdays: [1, 2, 3, 4, 5, 6, 7], closures: [] }, []);
  return (id) => calendars.get(id) ?? everyDay;
}
