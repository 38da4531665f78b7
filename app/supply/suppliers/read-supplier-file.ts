import { plainCell } from "../../csv/inert-cell.ts";
import { mostProblems, readTable, type Table, type TableError, type TableProblem } from "../../csv/read-table.ts";
import { parseGid, type VariantGid } from "../../ids.ts";
import { cellAmounts, type CellAmountError } from "./cell-amounts.ts";
import {
  readSupplierCell,
  type SupplierColumn,
  supplierColumns,
  supplierFileColumns,
  type TermsColumn,
  termsColumns,
} from "./supplier-columns.ts";
import type { SupplierFormError } from "./supplier-form-error.ts";
import { blankSupplier, type SupplierFields } from "./supplier-fields.ts";
import { parseSupplierForm } from "./supplier-form.ts";
import { parseTermsForm } from "./terms-form.ts";
import type { TermsFields } from "./terms-fields.ts";

/** The words for each are in suppliers.json `import.error`, and common.json `field`. */
type SupplierFileError =
  | TableError
  | SupplierFormError
  | CellAmountError
  | "unknown-column"
  | "missing-column"
  | "twice"
  | "differs"
  | "archived-supplier"
  | "too-many-suppliers"
  | "no-variant"
  | "unknown-variant"
  | "ambiguous-sku";

export type SupplierFileProblem = TableProblem<SupplierFileError>;

/** How two writings of one name are one. */
export const nameKey = (name: string): string => name.normalize("NFC").trim().toLowerCase();

export interface KnownSupplier {
  id: string;
  isArchived: boolean;
  fields: SupplierFields;
}

export interface FileSupplier {
  key: string;
  line: number;
  known: KnownSupplier | null;
  fields: SupplierFields;
}

export interface FileTerms {
  line: number;
  supplierKey: string;
  /** Whichever the file gives; the id counts where both stand. */
  variantId: VariantGid | null;
  sku: string | null;
  /** Columns that the file does not have are not in it. */
  gives: Partial<TermsFields>;
}

export type SupplierFile =
  { ok: true; suppliers: FileSupplier[]; terms: FileTerms[] } | { ok: false; problems: SupplierFileProblem[] };

export interface SupplierFileContext {
  /** Of the shop: a new supplier's that states none. */
  currency: string;
  /** By `nameKey`. */
  known: ReadonlyMap<string, KnownSupplier>;
  /** Whose holidays are known, by ISO code. */
  countries: ReadonlySet<string>;
}

/** More than any shop has: a column of names that are none would make a supplier of each. */
const mostSuppliers = 2_000;

interface Line {
  line: number;
  /** By column; "" where the file has no such column. */
  cell: (column: string) => string;
  key: string;
}

/** Reads a file of suppliers and their terms, and says everything that is wrong with it, by line and column. */
export function readSupplierFile(text: string, context: SupplierFileContext): SupplierFile {
  const read = readTable(text);
  if (!read.ok) return read;
  const headerProblems = checkHeader(read.table);
  if (headerProblems.length > 0) return { ok: false, problems: headerProblems };
  const { columns, rows } = read.table;
  const problems: SupplierFileProblem[] = [];
  const lines: Line[] = [];
  const at = new Map(columns.map((column, index) => [column, index]));
  for (const row of rows) {
    if ("problem" in row) problems.push(row.problem);
    else {
      const cell = (column: string) => plainCell(row.cells[at.get(column) ?? -1] ?? "");
      lines.push({ line: row.line, cell, key: nameKey(cell("supplier")) });
    }
  }
  const amounts = cellAmounts(lines, ["minimum_order", "price"]);
  problems.push(...amounts.problems);
  const has = (column: string) => at.has(column);
  const suppliers = readSuppliers(lines, has, amounts.plain, context);
  problems.push(...suppliers.problems);
  const terms: FileTerms[] = [];
  for (const line of lines) {
    if (problems.length >= mostProblems) break;
    const currency = suppliers.byKey.get(line.key)?.fields.currency ?? context.currency;
    const result = readTerms(line, has, amounts.plain, currency);
    if (!result.ok) problems.push(...result.problems);
    else if (result.terms !== null) terms.push(result.terms);
  }
  if (problems.length === 0) return { ok: true, suppliers: [...suppliers.byKey.values()], terms };
  return { ok: false, problems: problems.toSorted((one, other) => one.line - other.line).slice(0, mostProblems) };
}

function checkHeader({ columns, headings, line }: Table): SupplierFileProblem[] {
  const problems = columns.flatMap((column, index): SupplierFileProblem[] => {
    const heading = headings[index] ?? column;
    if (!supplierFileColumns.some((each) => each === column))
      return [{ line, column: heading, error: "unknown-column" }];
    return columns.indexOf(column) === index ? [] : [{ line, column: heading, error: "twice" }];
  });
  if (!columns.includes("supplier")) problems.push({ line, column: "supplier", error: "missing-column" });
  const hasTerms = columns.some((column) => column in termsColumns);
  if (hasTerms && !columns.includes("sku") && !columns.includes("variant_id"))
    problems.push({ line, column: "sku", error: "missing-column" });
  return problems;
}

type Has = (column: string) => boolean;
/** An amount's cell as plain text. */
type Plain = (cell: string) => string;

interface ReadSuppliers {
  byKey: Map<string, FileSupplier>;
  problems: SupplierFileProblem[];
}

// Justified casts: a record's own keys.
const ownColumns = Object.keys(supplierColumns) as SupplierColumn[];
const ownTermsColumns = Object.keys(termsColumns) as TermsColumn[];

/** Each supplier from all of its lines: what one leaves empty another may say, but no two say different things. */
function readSuppliers(lines: readonly Line[], has: Has, plain: Plain, context: SupplierFileContext): ReadSuppliers {
  const said = new Map<string, { line: number; cells: Map<SupplierColumn, { line: number; cell: string }> }>();
  const problems: SupplierFileProblem[] = [];
  for (const { line, cell, key } of lines) {
    if (key === "") problems.push({ line, column: "supplier", error: "required" });
    if (key === "") continue;
    const of = said.get(key) ?? { line, cells: new Map() };
    said.set(key, of);
    for (const column of ownColumns) {
      const value = has(column) ? cell(column) : "";
      const before = of.cells.get(column);
      if (value === "") continue;
      if (before === undefined) of.cells.set(column, { line, cell: value });
      else if (before.cell !== value && column !== "supplier") problems.push({ line, column, error: "differs" });
    }
  }
  const byKey = new Map<string, FileSupplier>();
  if (said.size > mostSuppliers) {
    const line = [...said.values()][mostSuppliers]?.line ?? 1;
    return { byKey, problems: [{ line, column: "supplier", error: "too-many-suppliers" }] };
  }
  for (const [key, { line, cells }] of said) {
    const known = context.known.get(key) ?? null;
    const lineOf = (column: SupplierColumn) => cells.get(column)?.line ?? line;
    if (known?.isArchived) problems.push({ line, column: "supplier", error: "archived-supplier" });
    const input = Object.fromEntries(
      ownColumns.filter(has).map((column) => {
        const cell = cells.get(column)?.cell ?? "";
        return [supplierColumns[column], readSupplierCell(column, column === "minimum_order" ? plain(cell) : cell)];
      }),
    );
    const form = parseSupplierForm(input, known?.fields ?? blankSupplier(context.currency));
    if (!form.ok) {
      problems.push(...ofFields(form.errors, ownColumns, supplierColumns, (column) => lineOf(column)));
      continue;
    }
    const { holidayCountry } = form.fields;
    if (holidayCountry !== null && !context.countries.has(holidayCountry))
      problems.push({ line: lineOf("holiday_country"), column: "holiday_country", error: "not-a-country" });
    byKey.set(key, { key, line, known, fields: form.fields });
  }
  return { byKey, problems };
}

type ReadTerms = { ok: true; terms: FileTerms | null } | { ok: false; problems: SupplierFileProblem[] };

function readTerms({ line, cell, key }: Line, has: Has, plain: Plain, currency: string): ReadTerms {
  const [number, sku] = [cell("variant_id"), cell("sku")];
  const given = ownTermsColumns.filter(has);
  if (number === "" && sku === "") {
    if (given.every((column) => cell(column) === "")) return { ok: true, terms: null };
    return { ok: false, problems: [{ line, column: has("sku") ? "sku" : "variant_id", error: "no-variant" }] };
  }
  const variantId = parseGid(
    "ProductVariant",
    /^\d+$/.test(number) ? `gid://shopify/ProductVariant/${number}` : number,
  );
  if (number !== "" && variantId === null)
    return { ok: false, problems: [{ line, column: "variant_id", error: "unknown-variant" }] };
  const input = Object.fromEntries(
    given.map((column) => [termsColumns[column], column === "price" ? plain(cell(column)) : cell(column)]),
  );
  // An empty rank is not the first: a new source stands behind those there are.
  if (input.rank === "") delete input.rank;
  const form = parseTermsForm(input, currency);
  if (!form.ok) return { ok: false, problems: ofFields(form.errors, ownTermsColumns, termsColumns, () => line) };
  return {
    ok: true,
    terms: { line, supplierKey: key, variantId, sku: sku === "" ? null : sku, gives: form.gives },
  };
}

/** A form's errors where they stand in the file; of a list's several only the first. */
function ofFields<Column extends string>(
  errors: Record<string, SupplierFormError>,
  columns: readonly Column[],
  fieldOf: Record<Column, string>,
  lineOf: (column: Column) => number,
): SupplierFileProblem[] {
  return columns.flatMap((column) => {
    const field = fieldOf[column];
    const found = Object.keys(errors).find((key) => key === field || key.startsWith(`${field}.`));
    const error = found === undefined ? undefined : errors[found];
    return error === undefined ? [] : [{ line: lineOf(column), column, error }];
  });
}
