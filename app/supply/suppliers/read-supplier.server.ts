import type { Prisma } from "@prisma/client";
import { supplierClosures } from "../calendars/supplier-calendar.ts";
import type { SupplierFields } from "./supplier-fields.ts";
import type { TermsFields } from "./terms-fields.ts";

/** A supplier's row as its fields. */
export function supplierFields(row: Prisma.SupplierGetPayload<object>): SupplierFields {
  const closures = supplierClosures.safeParse(row.closures);
  return {
    name: row.name,
    contactName: row.contactName,
    email: row.email,
    currency: row.currency,
    leadDays: row.leadDays,
    leadDayCount: row.leadDayCount === "working" ? "working" : "calendar",
    workingWeekdays: row.workingWeekdays,
    closures: closures.success ? closures.data : [],
    holidayCountry: row.holidayCountry,
    minimumOrderMinor: row.minimumOrderMinor === null ? null : Number(row.minimumOrderMinor),
    note: row.note,
  };
}

/** A row of terms as its fields. */
export function termsFields(row: Prisma.SupplierTermsGetPayload<object>): TermsFields {
  return {
    supplierSku: row.supplierSku,
    priceMinor: row.priceMinor === null ? null : Number(row.priceMinor),
    packUnits: row.packUnits,
    minimumUnits: row.minimumUnits,
    leadDays: row.leadDays,
    rank: row.rank,
  };
}
