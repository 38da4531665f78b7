import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import { holidaysOf } from "../calendars/holidays-of.server.ts";
import { supplierCalendar } from "../calendars/supplier-calendar.ts";
import type { Day } from "../day.ts";
import type { DayCount } from "../eta.ts";
import { proposeExpectedDay } from "./propose-expected-day.ts";

/** As far as a lead time and the closures in it may reach. */
const holidayDays = 800;

/**
 * When what is ordered of a supplier on a day arrives, by variant: by the variant's own lead time, else by the
 * supplier's. Null: nobody knows.
 */
export async function leadTimes(
  db: Db,
  shop: ShopDomain,
  supplierId: string,
  variantIds: readonly string[],
  orderedOn: Day,
): Promise<(variantId: string) => Day | null> {
  const supplier = await db.supplier.findUnique({ where: { shop_id: { shop, id: supplierId } } });
  if (supplier === null) return () => null;
  const terms = await db.supplierTerms.findMany({
    where: { shop, supplierId, variantId: { in: [...variantIds] }, leadDays: { not: null } },
    select: { variantId: true, leadDays: true },
  });
  const own = new Map(terms.map(({ variantId, leadDays }) => [variantId, leadDays]));
  const holidays =
    supplier.holidayCountry === null
      ? []
      : await holidaysOf({ country: supplier.holidayCountry }, orderedOn, holidayDays);
  const calendar = supplierCalendar(supplier, holidays);
  // Justified cast: the column holds one of the two.
  const leadDayCount = supplier.leadDayCount as DayCount;
  const byLead = new Map<number | null, Day | null>();
  return (variantId) => {
    const leadDays = own.get(variantId) ?? supplier.leadDays;
    const known = byLead.get(leadDays);
    if (known !== undefined) return known;
    const day = proposeExpectedDay(orderedOn, { leadDays, leadDayCount }, calendar);
    byLead.set(leadDays, day);
    return day;
  };
}
