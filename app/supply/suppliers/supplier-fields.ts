import type { SupplierClosure } from "../calendars/supplier-calendar.ts";
import type { DayCount } from "../eta.ts";

/** What a merchant states of a supplier. */
export interface SupplierFields {
  name: string;
  contactName: string;
  email: string | null;
  /** ISO 4217. */
  currency: string;
  /** From order to arrival; null: none stated. */
  leadDays: number | null;
  leadDayCount: DayCount;
  /** 1 is Monday, 7 is Sunday; never empty. */
  workingWeekdays: number[];
  closures: SupplierClosure[];
  /** ISO 3166-1 alpha-2; null: it keeps no country's holidays. */
  holidayCountry: string | null;
  /** In its currency's smallest unit; null: none. */
  minimumOrderMinor: number | null;
  note: string;
}

/** A supplier of whom nothing is stated yet. */
export function blankSupplier(currency: string): SupplierFields {
  return {
    name: "",
    contactName: "",
    email: null,
    currency,
    leadDays: null,
    leadDayCount: "calendar",
    workingWeekdays: [1, 2, 3, 4, 5],
    closures: [],
    holidayCountry: null,
    minimumOrderMinor: null,
    note: "",
  };
}
