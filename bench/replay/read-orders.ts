import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";

export interface SourceLine {
  code: string;
  units: number;
}

export type SourceEvent =
  | { type: "order"; invoice: string; customer: string; at: string; lines: SourceLine[] }
  | { type: "cancel"; customer: string; at: string; lines: SourceLine[] };

export interface SourceFile {
  events: SourceEvent[];
  lines: number;
  /** Rows left out, by why. */
  skipped: Record<string, number>;
}

const columns = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "CustomerID"];
/** Postage, fees, vouchers and corrections have codes of other shapes. */
const productCode = /^(\d{5}|DCGS)/;

/**
 * The orders of a file with the columns of the UCI Online Retail set, gzipped or not, by their instants. An invoice that
 * begins with C cancels; other rows without a positive quantity, and rows that are no product, are left out and counted.
 * @throws Error naming the column that is missing.
 */
export async function readOrders(file: string, mostLines: number): Promise<SourceFile> {
  const raw = createReadStream(file);
  const text = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  const rows = text.pipe(parse({ columns: true, bom: true, skip_empty_lines: true }));
  const invoices = new Map<string, SourceEvent>();
  const skipped: Record<string, number> = {};
  let lines = 0;
  let isChecked = false;
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    if (!isChecked) {
      for (const column of columns) if (!(column in row)) throw new Error(`${file} has no column ${column}`);
      isChecked = true;
    }
    const { InvoiceNo: invoice = "", StockCode: code = "", InvoiceDate: at = "", CustomerID: customer = "" } = row;
    const units = Number(row.Quantity);
    const isCancel = invoice.toUpperCase().startsWith("C");
    const why = !productCode.test(code)
      ? "no product"
      : !Number.isSafeInteger(units) || units === 0
        ? "no quantity"
        : units < 0 && !isCancel
          ? "below zero without a C"
          : null;
    if (why !== null) {
      skipped[why] = (skipped[why] ?? 0) + 1;
      continue;
    }
    if (lines >= mostLines) break;
    lines += 1;
    const known = invoices.get(invoice);
    const line = { code: code.toUpperCase(), units: Math.abs(units) };
    if (known) known.lines.push(line);
    else
      invoices.set(
        invoice,
        isCancel
          ? { type: "cancel", customer, at, lines: [line] }
          : { type: "order", invoice, customer, at, lines: [line] },
      );
  }
  const events = [...invoices.values()].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return { events, lines, skipped };
}
