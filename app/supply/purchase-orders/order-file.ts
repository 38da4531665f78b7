import { stringify } from "csv-stringify/sync";
import { inertCell } from "../../csv/inert-cell.ts";
import type { Day } from "../day.ts";
import { amountText } from "./order-amount.ts";

export interface SentOrder {
  number: string;
  supplierName: string;
  locationName: string;
  currency: string;
  orderedOn: Day | null;
  lines: readonly {
    title: string;
    sku: string | null;
    supplierSku: string | null;
    orderedUnits: number;
    priceMinor: number | null;
    expectedOn: Day | null;
  }[];
}

/** Named as the template of the import names them, so that the file is also read back. */
const headings = [
  "Order number",
  "Supplier",
  "Supplier SKU",
  "SKU",
  "Item",
  "Quantity",
  "Price",
  "Currency",
  "Ordered on",
  "Expected on",
  "Location",
];

/** An order as a file for the supplier, one row a line. */
export function orderFile({ number, supplierName, locationName, currency, orderedOn, lines }: SentOrder): string {
  const rows = lines.map((line) => [
    inertCell(number),
    inertCell(supplierName),
    inertCell(line.supplierSku ?? ""),
    inertCell(line.sku ?? ""),
    inertCell(line.title),
    line.orderedUnits,
    line.priceMinor === null ? "" : amountText(line.priceMinor, currency),
    currency,
    orderedOn ?? "",
    line.expectedOn ?? "",
    inertCell(locationName),
  ]);
  return stringify([headings, ...rows], { record_delimiter: "\r\n" });
}
