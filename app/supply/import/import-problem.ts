import type { TableError, TableProblem } from "../../csv/read-table.ts";

/** The words for each are in the locale files: orders.json, `import.error`. */
export type ImportError =
  | TableError
  | "required"
  | "too-long"
  | "not-a-whole-number"
  | "negative"
  | "too-large"
  | "not-a-number"
  | "two-number-forms"
  | "too-many-decimals"
  | "not-a-day"
  | "two-day-orders"
  | "not-a-currency"
  | "differs-in-order"
  | "twice"
  | "unknown-sku"
  | "ambiguous-sku"
  | "archived-supplier"
  | "unknown-location"
  | "inactive-location"
  | "number-taken";

export interface ImportProblem extends TableProblem<ImportError> {
  /** The cell, where it helps to see it. */
  value?: string;
}
