import { plainCell } from "../csv/inert-cell.ts";
import { mostProblems, readTable, type TableError, type TableProblem } from "../csv/read-table.ts";
import { parseGid } from "../ids.ts";
import type { Day } from "../supply/day.ts";
import type { PolicyFormError } from "./policy-form-error.ts";
import { parsePolicyForm } from "./policy-form.ts";
import type { PolicyFields } from "./policy.ts";
import { columnOf, readRuleCells, type RuleCells, ruleColumns, ruleFileColumns } from "./rule-columns.ts";

/** The words for each are in the locale files. */
type RuleFileError =
  | PolicyFormError
  | TableError
  | "unknown-column"
  | "missing-column"
  | "no-variant"
  | "unknown-variant"
  | "ambiguous-sku"
  | "twice";

export type RuleFileProblem = TableProblem<RuleFileError>;

export interface RuleLine {
  line: number;
  /** Whichever the file gives; the id counts where both stand. */
  variantId: string | null;
  sku: string | null;
  gives: Partial<PolicyFields>;
}

export type RuleFile = { ok: true; lines: RuleLine[] } | { ok: false; problems: RuleFileProblem[] };

/** Reads a file of rules and says everything that is wrong with it, by line and column. */
export function readRuleFile(text: string, today: Day): RuleFile {
  const read = readTable(text);
  if (!read.ok) return read;
  const { columns, rows, line: headerLine } = read.table;
  const headerProblems = checkHeader(columns, headerLine);
  if (headerProblems.length > 0) return { ok: false, problems: headerProblems };

  const problems: RuleFileProblem[] = [];
  const lines: RuleLine[] = [];
  for (const row of rows) {
    if (problems.length >= mostProblems) break;
    if ("problem" in row) {
      problems.push(row.problem);
      continue;
    }
    const cells = new Map(columns.map((column, index) => [column, row.cells[index] ?? ""]));
    const result = readLine(row.line, cells, today);
    if (result.ok) lines.push(result.line);
    else problems.push(...result.problems);
  }
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, mostProblems) } : { ok: true, lines };
}

function checkHeader(columns: readonly string[], line: number): RuleFileProblem[] {
  const known: readonly string[] = ruleFileColumns;
  const problems: RuleFileProblem[] = columns
    .filter((column, index) => !known.includes(column) || columns.indexOf(column) !== index)
    .map((column) => ({ line, column, error: known.includes(column) ? "twice" : "unknown-column" }));
  if (!columns.includes("variant_id") && !columns.includes("sku"))
    problems.push({ line, column: "variant_id", error: "missing-column" });
  if (!ruleColumns.some((column) => columns.includes(column)))
    problems.push({ line, column: "rule", error: "missing-column" });
  return problems;
}

type LineResult = { ok: true; line: RuleLine } | { ok: false; problems: RuleFileProblem[] };

function readLine(line: number, cells: ReadonlyMap<string, string>, today: Day): LineResult {
  const number = cells.get("variant_id") ?? "";
  const sku = plainCell(cells.get("sku") ?? "");
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
