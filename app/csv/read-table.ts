import { parse } from "csv-parse/sync";
import { headerName } from "./header-name.ts";

/** What keeps a file from being a table at all; what its columns mean is for whoever asked. */
export type TableError = "not-csv" | "not-utf8" | "no-rows" | "too-many-rows" | "too-few-cells";

export interface TableProblem<Error extends string = TableError> {
  /** As a text editor counts it; the header is line 1, or 2 under Excel's `sep=` line. */
  line: number;
  /** The column's name as the file has it. */
  column: string | null;
  error: Error;
}

/** Cells trimmed, one for each of the table's columns; or what is wrong with the line, told with all else that is. */
type TableRow = { line: number; cells: readonly string[] } | { line: number; problem: TableProblem };

export interface Table {
  /** The line of the header. */
  line: number;
  /** As the file writes them, trimmed; two may have one name. */
  headings: readonly string[];
  /** The same by `headerName`: compare these. */
  columns: readonly string[];
  rows: readonly TableRow[];
}

export type TableResult = { ok: true; table: Table } | { ok: false; problems: TableProblem[] };

export const mostProblems = 100;
const mostRows = 100_000;

/**
 * Reads a CSV as spreadsheets of any country write it: with or without a byte-order mark, separated by commas,
 * semicolons or tabs, with empty lines between. Empty cells behind the last column are no cells; a line with another
 * number of them than the header is a row that says so.
 */
export function readTable(text: string): TableResult {
  const records = readRecords(text);
  if ("error" in records) return { ok: false, problems: [records] };
  const [header, ...rest] = records.rows;
  const headings = withoutTrailing(header?.cells ?? [], 0);
  const line = header?.line ?? 1;
  const problem = (at: number, error: TableError): TableResult => ({
    ok: false,
    problems: [{ line: at, column: null, error }],
  });
  if (rest.length === 0) return problem(line + 1, "no-rows");
  if (rest.length > mostRows) return problem(rest[mostRows]?.line ?? mostRows, "too-many-rows");

  const rows = rest.map((row): TableRow => {
    const cells = withoutTrailing(row.cells, headings.length);
    if (cells.length === headings.length) return { line: row.line, cells };
    return {
      line: row.line,
      problem: { line: row.line, column: headings[cells.length] ?? null, error: "too-few-cells" },
    };
  });
  return { ok: true, table: { line, headings, columns: headings.map(headerName), rows } };
}

interface Records {
  rows: { line: number; cells: string[] }[];
}

function readRecords(text: string): Records | TableProblem {
  const strange = text.search(/[\uFFFD\0]/);
  if (strange >= 0) return { line: text.slice(0, strange).split("\n").length, column: null, error: "not-utf8" };
  // Excel's own first line, which says only how the others are separated.
  const sep = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  const body = sep === null ? text : text.slice(sep[0].length);
  const linesBefore = sep === null ? 0 : 1;
  const share = sharedCells();
  const rows: Records["rows"] = [];
  try {
    // Taken one by one: all of them with what the library tells of each are several times the file.
    parse(body, {
      bom: true,
      delimiter: sep?.[1] ?? delimiterOf(body),
      // A file that two programs wrote ends its lines in two ways.
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        // `lines` counts to where a record ends: one with line breaks in its cells began earlier.
        const breaks = record.reduce((sum, cell) => sum + (cell.includes("\n") ? cell.split("\n").length - 1 : 0), 0);
        const cells = record.map((cell, at) => share(cell.trim(), at));
        if (cells.some((cell) => cell !== "")) rows.push({ line: linesBefore + lines - breaks, cells });
        return null;
      },
    });
    return { rows };
  } catch (error) {
    const line = error instanceof Error && "lines" in error && typeof error.lines === "number" ? error.lines : 1;
    return { line: linesBefore + line, column: null, error: "not-csv" };
  }
}

/** A column of many different cells shares none: it would only be remembered. */
const mostShared = 2_000;

/** Suppliers, days and prices repeat from row to row: each is kept once, or a file takes several times its size. */
function sharedCells(): (cell: string, at: number) => string {
  const columns: Map<string, string>[] = [];
  return (cell, at) => {
    const known = (columns[at] ??= new Map<string, string>());
    const same = known.get(cell);
    if (same !== undefined) return same;
    if (known.size < mostShared) known.set(cell, cell);
    return cell;
  };
}

/** Spreadsheets write the separator of their own country: the header says which, outside its quotes. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, "");
  const count = (separator: string) => header.split(separator).length;
  return [";", "\t"].reduce((most, each) => (count(each) > count(most) ? each : most), ",");
}

function withoutTrailing(cells: readonly string[], least: number): string[] {
  let length = cells.length;
  while (length > least && cells[length - 1] === "") length -= 1;
  return cells.slice(0, length);
}
