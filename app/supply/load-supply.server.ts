import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain, VariantGid } from "../ids.ts";
import type { Calendar } from "./calendar.ts";
import { holidaysOf } from "./calendars/holidays-of.server.ts";
import { supplierCalendar } from "./calendars/supplier-calendar.ts";
import { type Day, dayFromNumber } from "./day.ts";
import type { DayCount } from "./eta.ts";
import { loadBookingLines } from "./inbound/load-booking-lines.server.ts";
import { loadOpenLines } from "./inbound/load-open-lines.server.ts";
import { loadLateness } from "./load-lateness.server.ts";
import { shopMoment } from "./shop-moment.ts";
import { noSupply, type PreferredTerms, type Supply, supplyFrom } from "./supply.ts";
import { type SupplySettings, supplySettings } from "./supply-settings.ts";

export interface SupplyFrame {
  shop: ShopDomain;
  calendar: Calendar;
  supplySettings: SupplySettings;
  /** Business time. */
  now: Date;
}

/** Whose supply is asked for; null: everybody's. */
export type SupplyScope = { itemIds: readonly InventoryItemGid[]; variantIds: readonly VariantGid[] } | null;

/** What is known of the supply of these items and variants. A shop without suppliers and inbound costs one look. */
export async function loadSupply(db: Db, frame: SupplyFrame, scope: SupplyScope): Promise<Supply> {
  const { shop, calendar, now } = frame;
  if (scope !== null && scope.itemIds.length === 0 && scope.variantIds.length === 0) return noSupply;
  const [has] = await db.$queryRaw<{ lines: boolean; terms: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "PurchaseOrderLine" WHERE shop = ${shop})
        OR EXISTS (SELECT 1 FROM "ShopifyInboundLine" WHERE shop = ${shop}) AS lines,
      EXISTS (SELECT 1 FROM "SupplierTerms" WHERE shop = ${shop}) AS terms`;
  if (has === undefined || (!has.lines && !has.terms)) return noSupply;
  const itemIds = scope?.itemIds ?? null;
  const today = shopMoment(now.getTime(), calendar.timeZone).day;
  const lines = has.lines
    ? [...(await loadBookingLines(db, shop, itemIds, today)), ...(await loadOpenLines(db, shop, itemIds))]
    : [];
  const terms = has.terms ? await loadPreferredTerms(db, shop, scope?.variantIds ?? null) : new Map();
  if (lines.length === 0 && terms.size === 0) return noSupply;
  const latenessOf = await loadLateness(db, shop);
  const suppliers = await db.supplier.findMany({
    where: { shop },
    select: { id: true, workingWeekdays: true, closures: true, holidayCountry: true },
  });
  const rows = new Map(suppliers.map((supplier) => [supplier.id, supplier]));
  const holidays = await holidaysAround(
    now,
    suppliers.map(({ holidayCountry }) => holidayCountry),
  );
  const calendars = new Map<string, ReturnType<typeof supplierCalendar> | null>();
  return supplyFrom({
    lines,
    terms,
    latenessOf,
    calendarOf(supplierId) {
      if (supplierId === null) return null;
      const known = calendars.get(supplierId);
      if (known !== undefined) return known;
      const row = rows.get(supplierId);
      const made = row === undefined ? null : supplierCalendar(row, holidays.get(row.holidayCountry) ?? []);
      calendars.set(supplierId, made);
      return made;
    },
    calendar,
    caution: frame.supplySettings.caution,
    nowAt: now.getTime(),
  });
}

/** By country, over all the days that an open line or a lead time may ask about: overdue for a year, due in two. */
async function holidaysAround(
  now: Date,
  countries: readonly (string | null)[],
): Promise<Map<string | null, readonly Day[]>> {
  const from = dayFromNumber(Math.floor(now.getTime() / 86_400_000) - 366);
  const found = new Map<string | null, readonly Day[]>();
  for (const country of new Set(countries))
    if (country !== null) found.set(country, await holidaysOf({ country }, from, 3 * 366));
  return found;
}

/** What a stored row of settings says; the defaults where it can't be read. */
export function readSupplySettings(stored: unknown): SupplySettings {
  const parsed = supplySettings.safeParse(stored ?? {});
  return parsed.success ? parsed.data : supplySettings.parse({});
}

interface TermsRow extends PreferredTerms {
  variantId: VariantGid;
  days: DayCount;
}

/** Of each variant the lowest rank that has a lead time; of two the supplier's name decides. */
async function loadPreferredTerms(
  db: Db,
  shop: ShopDomain,
  variantIds: readonly VariantGid[] | null,
): Promise<Map<VariantGid, PreferredTerms>> {
  const rows = await db.$queryRaw<TermsRow[]>`
    SELECT DISTINCT ON (t."variantId") t."variantId", t."supplierId", coalesce(t."leadDays", s."leadDays") AS "leadDays",
      s."leadDayCount" AS days
    FROM "SupplierTerms" t JOIN "Supplier" s ON s.shop = t.shop AND s.id = t."supplierId" AND s."archivedAt" IS NULL
    WHERE t.shop = ${shop} AND coalesce(t."leadDays", s."leadDays") IS NOT NULL
      AND (${variantIds === null} OR t."variantId" = ANY(${[...(variantIds ?? [])]}))
    ORDER BY t."variantId", t.rank, s.name`;
  return new Map(rows.map(({ variantId, ...terms }) => [variantId, terms]));
}
