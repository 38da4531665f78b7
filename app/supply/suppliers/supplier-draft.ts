import { amountText } from "../purchase-orders/order-amount.ts";
import type { SupplierClosure } from "../calendars/supplier-calendar.ts";
import type { DayCount } from "../eta.ts";
import type { SupplierFields } from "./supplier-fields.ts";
import type { TermsFields } from "./terms-fields.ts";

/** A supplier as its form holds it, and sends it: text and lists of text. */
export interface SupplierDraft {
  name: string;
  contactName: string;
  email: string;
  currency: string;
  leadDays: string;
  leadDayCount: DayCount;
  workingWeekdays: string[];
  closures: SupplierClosure[];
  holidayCountry: string;
  minimumOrder: string;
  note: string;
}

export function supplierDraft(fields: SupplierFields): SupplierDraft {
  const { minimumOrderMinor, ...own } = fields;
  return {
    ...own,
    email: fields.email ?? "",
    leadDays: numberText(fields.leadDays),
    workingWeekdays: fields.workingWeekdays.map(String),
    holidayCountry: fields.holidayCountry ?? "",
    minimumOrder: minimumOrderMinor === null ? "" : amountText(minimumOrderMinor, fields.currency),
  };
}

/** Terms as their form holds and sends them. */
export type TermsDraft = Record<"supplierSku" | "price" | "packUnits" | "minimumUnits" | "leadDays" | "rank", string>;

export function termsDraft(fields: TermsFields, currency: string): TermsDraft {
  return {
    supplierSku: fields.supplierSku ?? "",
    price: fields.priceMinor === null ? "" : amountText(fields.priceMinor, currency),
    packUnits: String(fields.packUnits),
    minimumUnits: String(fields.minimumUnits),
    leadDays: numberText(fields.leadDays),
    rank: String(fields.rank),
  };
}

const numberText = (value: number | null) => (value === null ? "" : String(value));
