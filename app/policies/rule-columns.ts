import type { PolicyFormInput } from "./policy-form.ts";
import type { PolicyFields } from "./policy.ts";

/**
 * The file of rules: one line a variant. The first columns name it; the others are its own rule, and an empty cell
 * inherits. The names are the format and the same in every language.
 */
const namingColumns = ["variant_id", "sku", "product", "variant"] as const;
/** Told for the reader; not read back. */
const toldColumns = ["status", "available", "sold_30_days"] as const;
export const ruleColumns = [
  "rule",
  "limit",
  "sells_when",
  "starts_on",
  "ends_on",
  "date",
  "date_from",
  "date_to",
  "handling_days",
  "buffer",
  "sells_past_window",
  "caution",
  "message",
] as const;
export const ruleFileColumns = [...namingColumns, ...toldColumns, ...ruleColumns] as const;
export type RuleColumn = (typeof ruleColumns)[number];

/** What a column that takes some words only may hold; `n` stands for a number. */
export const ruleCellChoices: Partial<Record<RuleColumn, readonly string[]>> = {
  rule: ["on", "off", "never"],
  limit: ["n", "unlimited", "inbound", "inbound-n"],
  sells_when: ["sold-out", "beyond-stock"],
  date: ["supply", "working-days", "calendar-days", "fixed", "month", "unknown"],
  sells_past_window: ["yes", "no"],
  caution: ["optimistic", "balanced", "safe", "shop"],
};
export type RuleCells = Record<RuleColumn, string>;

/**
 * A rule as its cells: `date` is `supply`, `working-days`, `calendar-days`, `fixed`, `month` or `unknown`; `limit` is a
 * number, `unlimited`, `inbound`, or `inbound-20` where 20 of it are kept back.
 */
export function writeRuleCells(gives: Partial<PolicyFields>): RuleCells {
  const { limit, eta } = gives;
  const [date, from, to] = etaCells(eta);
  return {
    rule: gives.mode ?? "",
    limit: limitCell(limit),
    sells_when: gives.when ?? "",
    starts_on: gives.startsOn ?? "",
    ends_on: gives.endsOn ?? "",
    date,
    date_from: from,
    date_to: to,
    handling_days: numberCell(gives.handlingDays),
    buffer: numberCell(gives.bufferUnits),
    sells_past_window: gives.sellsPastWindow === undefined ? "" : gives.sellsPastWindow ? "yes" : "no",
    caution: gives.caution === undefined ? "" : (gives.caution ?? "shop"),
    message: gives.message ?? "",
  };
}

function limitCell(limit: PolicyFields["limit"] | undefined): string {
  switch (limit?.kind) {
    case undefined:
      return "";
    case "number":
      return String(limit.units);
    case "unlimited":
      return limit.kind;
    case "inbound":
      return limit.bufferUnits === 0 ? limit.kind : `${limit.kind}-${limit.bufferUnits}`;
  }
}

const numberCell = (value: number | undefined) => (value === undefined ? "" : String(value));

function etaCells(eta: PolicyFields["eta"] | undefined): [string, string, string] {
  switch (eta?.kind) {
    case undefined:
      return ["", "", ""];
    case "lead-time":
      return [`${eta.days}-days`, String(eta.minDays), String(eta.maxDays)];
    case "fixed":
      return ["fixed", eta.from, eta.to];
    case "month":
      return ["month", eta.month, ""];
    case "supply":
    case "unknown":
      return [eta.kind, "", ""];
  }
}

/** Cells as the rule's form: the form's own checks say what is wrong with them. */
export function readRuleCells(cells: RuleCells): PolicyFormInput {
  return {
    mode: cells.rule.toLowerCase(),
    limit: limitOf(cells.limit.toLowerCase()),
    when: cells.sells_when,
    schedule:
      cells.starts_on === "" && cells.ends_on === "" ? undefined : { startsOn: cells.starts_on, endsOn: cells.ends_on },
    eta: etaOf(cells),
    handlingDays: cells.handling_days,
    bufferUnits: cells.buffer,
    sellsPastWindow: cells.sells_past_window === "" ? undefined : cells.sells_past_window.toLowerCase() === "yes",
    caution: cells.caution.toLowerCase(),
    message: cells.message,
  };
}

function limitOf(cell: string): PolicyFormInput["limit"] {
  if (cell === "") return undefined;
  if (cell === "unlimited") return { kind: "unlimited" };
  const inbound = /^inbound(?:\s*-\s*(\d+))?$/.exec(cell);
  if (inbound !== null) return { kind: "inbound", bufferUnits: inbound[1] ?? "0" };
  return { kind: "number", units: cell };
}

function etaOf({ date, date_from: from, date_to: to }: RuleCells): PolicyFormInput["eta"] {
  switch (date) {
    case "":
      // Days without their kind: the kind is what is missing.
      return from === "" && to === "" ? undefined : {};
    case "working-days":
    case "calendar-days":
      return { kind: "lead-time", minDays: from, maxDays: to, days: date === "working-days" ? "working" : "calendar" };
    case "month":
      return { kind: "month", month: from };
    case "supply":
      return { kind: "supply" };
    case "unknown":
      // Written out in a file, and seen in its preview: that is the confirmation.
      return { kind: "unknown", isConfirmed: true };
    default:
      return { kind: date, from, to };
  }
}

const columnOfField: Record<string, RuleColumn> = {
  mode: "rule",
  "limit.kind": "limit",
  "limit.units": "limit",
  "limit.bufferUnits": "limit",
  when: "sells_when",
  "schedule.startsOn": "starts_on",
  "schedule.endsOn": "ends_on",
  "eta.kind": "date",
  "eta.minDays": "date_from",
  "eta.maxDays": "date_to",
  "eta.from": "date_from",
  "eta.to": "date_to",
  "eta.month": "date_from",
  handlingDays: "handling_days",
  bufferUnits: "buffer",
  sellsPastWindow: "sells_past_window",
  caution: "caution",
  message: "message",
};

/** Where an error of the form stands in the file. */
export function columnOf(field: string): RuleColumn {
  return columnOfField[field] ?? "rule";
}
