import { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { holidaysOf } from "./calendars/holidays-of.server.ts";
import type { OpenDays } from "./calendars/open-days.ts";
import { supplierCalendar } from "./calendars/supplier-calendar.ts";
import { type Day, dayFromNumber, dayNumber, horizonDays } from "./day.ts";
import { announcedDays, type DayChange } from "./lateness/announced-days.ts";
import { byKey } from "./lateness/by-key.ts";
import { arrivalsOfLine } from "./lateness/arrivals-of-line.ts";
import { daysLate } from "./lateness/days-late.ts";
import type { Delivery, OverdueLine } from "./lateness/delivery.ts";

/** Older receipts say nothing of a supplier any more. */
const oldestDays = 6 * 365;

interface CameAndOverdue {
  deliveries: Delivery[];
  overdue: OverdueLine[];
}

/** Lateness is counted on the supplier's open days: against the day first stated, and of moved lines against those announced since. */
export interface KnownDeliveries extends CameAndOverdue {
  ofMoved: CameAndOverdue;
}

/** What came and what is overdue, of some suppliers or of all (null). A line without a stated day is never late. */
export async function loadDeliveries(
  db: Db,
  shop: ShopDomain,
  today: Day,
  supplierIds: readonly string[] | null = null,
): Promise<KnownDeliveries> {
  const since = dayFromNumber(dayNumber(today) - oldestDays);
  const calendarOf = await loadCalendars(db, shop, since, supplierIds);
  const ofThem = supplierIds === null ? Prisma.empty : Prisma.sql`AND o."supplierId" = ANY(${supplierIds}::text[])`;
  const receipts = await db.$queryRaw<
    { supplierId: string; variantId: string; lineId: string; statedOn: Day; receivedOn: Day; units: number }[]
  >`
    SELECT o."supplierId", l."variantId", l.id AS "lineId", l."statedOn", r."receivedOn", r.units
    FROM "Receipt" r
    JOIN "PurchaseOrderLine" l ON l.shop = r.shop AND l.id = r."lineId"
    JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
    WHERE r.shop = ${shop} AND l."statedOn" IS NOT NULL AND l."statedOn" >= ${since}
      AND r."receivedOn" <= ${today} ${ofThem}
    ORDER BY l.id, r."recordedAt", r.id`;
  const changes = await loadDayChanges(db, shop, ofThem);
  const deliveries: Delivery[] = [];
  const moved: Delivery[] = [];
  for (const ofLine of byKey(receipts, ({ lineId }) => lineId).values()) {
    const [line] = ofLine;
    if (line === undefined) continue;
    const { supplierId, variantId, statedOn } = line;
    for (const { receivedOn, share } of arrivalsOfLine(ofLine)) {
      const received = dayNumber(receivedOn);
      const against = (day: Day, share: number): Delivery => {
        const dueOn = dayNumber(day);
        const late = daysLate(dueOn, received, calendarOf(supplierId));
        return { supplierId, variantId, dueOn, receivedOn: received, daysLate: late, share };
      };
      deliveries.push(against(statedOn, share));
      for (const day of announcedDays(changes.get(line.lineId) ?? [], statedOn, receivedOn, daysBetween))
        moved.push(against(day.dueOn, share * day.share));
    }
  }
  const open = await db.$queryRaw<{ supplierId: string; variantId: string; statedOn: Day; expectedOn: Day | null }[]>`
    SELECT o."supplierId", l."variantId", l."statedOn", l."expectedOn"
    FROM "PurchaseOrderLine" l
    JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
    WHERE l.shop = ${shop} AND o.status IN ('ordered', 'confirmed', 'partly-received')
      AND l."orderedUnits" > l."receivedUnits" + l."closedUnits" AND l."statedOn" < ${today} AND l."statedOn" >= ${since}
      ${ofThem}
    ORDER BY l.id`;
  const lateSoFar = (line: { supplierId: string; variantId: string }, day: Day): OverdueLine[] => {
    const dueOn = dayNumber(day);
    const daysLateSoFar = daysLate(dueOn, dayNumber(today), calendarOf(line.supplierId));
    const { supplierId, variantId } = line;
    return daysLateSoFar > 0 ? [{ supplierId, variantId, dueOn, daysLateSoFar }] : [];
  };
  return {
    deliveries,
    overdue: open.flatMap((line) => lateSoFar(line, line.statedOn)),
    ofMoved: {
      deliveries: moved,
      overdue: open.flatMap((line) =>
        line.expectedOn === null || line.expectedOn === line.statedOn ? [] : lateSoFar(line, line.expectedOn),
      ),
    },
  };
}

const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** How the expected days of lines moved, by line, in order. */
async function loadDayChanges(db: Db, shop: ShopDomain, ofThem: Prisma.Sql): Promise<Map<string, DayChange[]>> {
  const rows = await db.$queryRaw<(DayChange & { lineId: string })[]>`
    SELECT l.id AS "lineId", c."fromDay" AS "from", c."toDay" AS "to",
      to_char(c."changedAt" AT TIME ZONE s."timeZone", 'YYYY-MM-DD') AS "changedOn"
    FROM "ExpectedDayChange" c
    JOIN "Shop" s ON s.domain = c.shop
    JOIN "PurchaseOrderLine" l ON l.shop = c.shop AND 'po:' || l.id = c."lineId" AND l."statedOn" IS NOT NULL
    JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
    WHERE c.shop = ${shop} AND l."receivedUnits" > 0 ${ofThem}
    ORDER BY c.id`;
  return byKey(rows, ({ lineId }) => lineId);
}

type CountsDays = Pick<OpenDays, "addOpenDays" | "countOpenDays">;

async function loadCalendars(
  db: Db,
  shop: ShopDomain,
  since: Day,
  supplierIds: readonly string[] | null,
): Promise<(supplierId: string) => CountsDays> {
  const suppliers = await db.supplier.findMany({
    where: { shop, ...(supplierIds !== null && { id: { in: [...supplierIds] } }) },
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
