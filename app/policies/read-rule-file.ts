import { parse } from "csv-parse/sync";
import { parseGid } from "../ids.ts";
import type { Day } from "../supply/day.ts";
import type { PolicyFormError } from "./policy-form-error.ts";
import { parsePolicyForm } from "./policy-form.ts";
import type { PolicyFields } from "./policy.ts";
import { columnOf, readRuleCells, type RuleCells, ruleColumns, ruleFileColumns } from "./rule-columns.ts";

/** The words for each are in the locale files. */
type RuleFileError =
  | PolicyFormError
  | "not-csv"
  | "no-rows"
  | "too-many-rows"
  | "unknown-column"
  | "missing-column"
  | "too-few-cells"
  | "no-variant"
  | "unknown-variant"
  | "ambiguous-sku"
  | "twice";

export interface RuleFileProblem {
  /** As a text editor counts it; the header is line 1. */
  line: number;
  column: string | null;
  error: RuleFileError;
}

export interface RuleLine {
  line: number;
  /** Whichever the file gives; the id counts where both stand. */
  variantId: string | null;
  sku: string | null;
  gives: Partial<PolicyFields>;
}

export type RuleFile = { ok: true; lines: RuleLine[] } | { ok: false; problems: RuleFileProblem[] };

const mostRows = 100_000;
const mostProblems = 100;

/** Reads a file of rules and says everything that is wrong with it, by line and column. */
export function readRuleFile(text: string, today: Day): RuleFile {
  const records = readRecords(text);
  if ("line" in records) return { ok: false, problems: [records] };
  const [header, ...rows] = records.rows;
  const columns = (header?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const headerProblems = checkHeader(columns);
  if (headerProblems.length > 0) return { ok: false, problems: headerProblems };
  if (rows.length === 0) return { ok: false, problems: [{ line: 2, column: null, error: "no-rows" }] };
  if (rows.length > mostRows)
    return { ok: false, problems: [{ line: mostRows + 2, column: null, error: "too-many-rows" }] };

  const problems: RuleFileProblem[] = [];
  const lines: RuleLine[] = [];
  for (const { line, cells } of rows) {
    if (problems.length >= mostProblems) break;
    if (cells.length !== columns.length) {
      problems.push({ line, column: columns[cells.length] ?? null, error: "too-few-cells" });
      continue;
    }
    const result = readLine(
      line,
      new Map(columns.map((column, index) => [column, (cells[index] ?? "").trim()])),
      today,
    );
    if (result.ok) lines.push(result.line);
    else problems.push(...result.problems);
  }
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, mostProblems) } : { ok: true, lines };
}

type Records = { rows: { line: number; cells: string[] }[] };

function readRecords(text: string): Records | RuleFileProblem {
  try {
    // Justified cast: with `info` each record comes so; the library's types know only those without.
    const parsed = parse(text, {
      bom: true,
      info: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    // `lines` counts to where a record ends: one with line breaks in its cells began earlier.
    return {
      rows: parsed
        .map(({ record, info }) => ({
          line: info.lines - record.join("").split("\n").length + 1,
          cells: record,
        }))
        .filter(({ cells }) => cells.some((cell) => cell.trim() !== "")),
    };
  } catch (error) {
    const line = error instanceof Error && "lines" in error && typeof error.lines === "number" ? error.lines : 1;
    return { line, column: null, error: "not-csv" };
  }
}

/** Spreadsheets write the separator of their own country: the header says which. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return [";", "\t"].find((each) => header.includes(each)) ?? ",";
}

function checkHeader(columns: readonly string[]): RuleFileProblem[] {
  const known: readonly string[] = ruleFileColumns;
  const problems: RuleFileProblem[] = columns
    .filter((column, index) => !known.includes(column) || columns.indexOf(column) !== index)
    .map((column) => ({ line: 1, column, error: known.includes(column) ? "twice" : "unknown-column" }));
  if (!columns.includes("variant_id") && !columns.includes("sku"))
    problems.push({ line: 1, column: "variant_id", error: "missing-column" });
  if (!ruleColumns.some((column) => columns.includes(column)))
    problems.push({ line: 1, column: "rule", error: "missing-column" });
  return problems;
}

type LineResult = { ok: true; line: RuleLine } | { ok: false; problems: RuleFileProblem[] };

function readLine(line: number, cells: ReadonlyMap<string, string>, today: Day): LineResult {
  const number = cells.get("variant_id") ?? "";
  const sku = (cells.get("sku") ?? "").replace(/^'(?=[=+\-@])/, "");
  const variantId = /^\d+$/.test(number) ? `gid://shopify/ProductVariant/${number}` : number;
  const problems: RuleFileProblem[] = [];
  if (number === "" && sku === "") problems.push({ line, column: "variant_id", error: "no-variant" });
  else if (number !== "" && parseGid("ProductVariant", variantId) === null)
    problems.push({ line, column: "variant_id", error: "unknown-variant" });

  // Justified cast: one cell for each of the rule's columns.
  const own = Object.fromEntries(ruleColumns.map((column) => [column, cells.get(column) ?? ""])) as RuleCells;
  // Whether a limit and a date come from somewhere is checked with the rules themselves.
  const form = parsePolicyForm(readRuleCells(own), { level: "variant", today, inherits: { limit: true, eta: true } });
  if (!form.ok)
    problems.push(...Object.entries(form.errors).map(([field, error]) => ({ line, column: columnOf(field), error })));
  else if (!["", "yes", "no"].includes(own.sells_past_window.toLowerCase()))
    problems.push({ line, column: "sells_past_window", error: "not-a-choice" });
  if (problems.length > 0 || !form.ok) return { ok: false, problems };
  return {
    ok: true,
    line: { line, variantId: number === "" ? null : variantId, sku: sku === "" ? null : sku, gives: form.gives },
  };
}
