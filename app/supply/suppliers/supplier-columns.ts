import type { SupplierClosure } from "../calendars/supplier-calendar.ts";
import { amountText } from "../purchase-orders/order-amount.ts";
import type { SupplierFields } from "./supplier-fields.ts";
import type { SupplierInput } from "./supplier-form.ts";
import type { TermsFields } from "./terms-fields.ts";
import type { TermsInput } from "./terms-form.ts";

/**
 * The file of suppliers: one line for each supplier and variant, the supplier's columns repeated; a supplier without
 * variants has one line. The names are the format and the same in every language.
 */
export const supplierColumns = {
  supplier: "name",
  contact: "contactName",
  email: "email",
  currency: "currency",
  lead_days: "leadDays",
  lead_days_are: "leadDayCount",
  working_weekdays: "workingWeekdays",
  closures: "closures",
  holiday_country: "holidayCountry",
  minimum_order: "minimumOrder",
  note: "note",
} as const satisfies Record<string, keyof SupplierInput>;

const variantColumns = ["variant_id", "sku"] as const;
/** Told for the reader; not read back. */
const toldColumns = ["variant"] as const;

export const termsColumns = {
  supplier_sku: "supplierSku",
  price: "price",
  pack_units: "packUnits",
  minimum_units: "minimumUnits",
  own_lead_days: "leadDays",
  rank: "rank",
} as const satisfies Record<string, keyof TermsInput>;

export type SupplierColumn = keyof typeof supplierColumns;
export type TermsColumn = keyof typeof termsColumns;

export type SupplierFileColumn =
  SupplierColumn | TermsColumn | (typeof variantColumns)[number] | (typeof toldColumns)[number];

// Justified casts: a record's own keys.
export const supplierFileColumns: readonly SupplierFileColumn[] = [
  ...(Object.keys(supplierColumns) as SupplierColumn[]),
  ...variantColumns,
  ...toldColumns,
  ...(Object.keys(termsColumns) as TermsColumn[]),
];

const weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The cells of a supplier's own columns. */
export function writeSupplierCells(fields: SupplierFields): Record<SupplierColumn, string> {
  return {
    supplier: fields.name,
    contact: fields.contactName,
    email: fields.email ?? "",
    currency: fields.currency,
    lead_days: numberCell(fields.leadDays),
    lead_days_are: fields.leadDayCount,
    working_weekdays: fields.workingWeekdays.map((each) => weekdayNames[each - 1]).join(" "),
    closures: fields.closures.map(closureCell).join("; "),
    holiday_country: fields.holidayCountry ?? "",
    minimum_order: fields.minimumOrderMinor === null ? "" : amountText(fields.minimumOrderMinor, fields.currency),
    note: fields.note,
  };
}

export function writeTermsCells(fields: TermsFields, currency: string): Record<TermsColumn, string> {
  return {
    supplier_sku: fields.supplierSku ?? "",
    price: fields.priceMinor === null ? "" : amountText(fields.priceMinor, currency),
    pack_units: String(fields.packUnits),
    minimum_units: String(fields.minimumUnits),
    own_lead_days: numberCell(fields.leadDays),
    rank: String(fields.rank),
  };
}

/** A cell as the form's field: the form's own checks say what is wrong with it. An empty one is the field's default. */
export function readSupplierCell(column: SupplierColumn, cell: string): unknown {
  switch (column) {
    case "working_weekdays":
      return cell === ""
        ? ["1", "2", "3", "4", "5"]
        : cell
            .split(/[^\p{L}\p{N}]+/u)
            .filter(Boolean)
            .map(weekdayOf);
    case "closures":
      return cell
        .split(";")
        .map((each) => each.trim())
        .filter(Boolean)
        .map(readClosure);
    case "lead_days_are":
      return cell === "" ? "calendar" : cell.toLowerCase();
    case "currency":
      // A supplier is paid in something: what stands already, or the shop's own.
      return cell === "" ? undefined : cell;
    default:
      return cell;
  }
}

const numberCell = (value: number | null) => (value === null ? "" : String(value));

function closureCell({ from, to, why }: SupplierClosure): string {
  return `${from}..${to} ${why.replaceAll(";", ",")}`.trim();
}

/** "2027-08-02..2027-08-27 shut in August"; a day alone is one day. */
function readClosure(text: string): { from: string; to: string; why: string } {
  const [, from = text, to = from, why = ""] = /^(\S+?)(?:\s*\.\.\s*(\S+))?(?:\s+(.*))?$/s.exec(text) ?? [];
  return { from, to, why };
}

/** "Mon", "monday" and "1" are one day; anything else is the form's to refuse. */
function weekdayOf(word: string): string {
  const index = weekdayNames.findIndex((name) => word.toLowerCase().startsWith(name.toLowerCase()));
  return index === -1 ? word : String(index + 1);
}
