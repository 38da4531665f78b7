import { stringify } from "csv-stringify/sync";

export interface WaitingRow {
  orderName: string;
  placedAt: Date;
  title: string;
  sku: string | null;
  owedUnits: number;
  toldText: string | null;
}

/** Those who wait, for a spreadsheet. `headings` in the merchant's language, in the order of the columns. */
export function waitingCsv(lines: readonly WaitingRow[], headings: readonly string[]): string {
  const rows = lines.map(({ orderName, placedAt, title, sku, owedUnits, toldText }) => [
    orderName,
    placedAt.toISOString().slice(0, 10),
    title,
    sku ?? "",
    String(owedUnits),
    toldText ?? "",
  ]);
  // What shoppers wrote must stay text in a spreadsheet.
  return stringify([headings, ...rows], { escape_formulas: true });
}
