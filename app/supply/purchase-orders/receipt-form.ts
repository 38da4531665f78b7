import { z } from "zod";
import { type Day, isDay } from "../day.ts";
import { afterReceipt, type LineUnits, overUnits } from "./line-units.ts";

/** What the form sends. A line left out, empty or 0 did not come. */
export interface ReceiptFormInput {
  receivedOn?: unknown;
  /** `{<line's id>: <units as text>}`; below 0 takes a mistake back. */
  units?: unknown;
}

export type ReceiptFormError =
  | "nothing"
  | "not-a-whole-number"
  | "too-large"
  | "unknown-line"
  | "below-zero"
  | "not-a-day"
  | "in-the-future"
  | "before-order";

export interface ReceiptFormContext<Line extends LineUnits> {
  lines: readonly (Line & { id: string })[];
  orderedOn: Day | null;
  today: Day;
}

export interface ReceivedLine<Line> {
  /** As it is with the receipt. */
  line: Line;
  units: number;
  /** Of these units, how many nobody had ordered. */
  overUnits: number;
}

/** Errors by field, dotted (`units.<line's id>`). */
export type ReceiptFormResult<Line> =
  | { ok: true; receivedOn: Day; received: ReceivedLine<Line>[] }
  | { ok: false; errors: Record<string, ReceiptFormError> };

const mostUnits = 1_000_000;
const unitsByLine = z.record(z.string(), z.union([z.string(), z.number()]));

/** What came, line by line. More than was ordered is taken as it came; less than nothing is not. */
export function parseReceiptForm<Line extends LineUnits>(
  input: ReceiptFormInput,
  { lines, orderedOn, today }: ReceiptFormContext<Line>,
): ReceiptFormResult<Line & { id: string }> {
  const errors: Record<string, ReceiptFormError> = {};
  const receivedOn = typeof input.receivedOn === "string" ? input.receivedOn.trim() : "";
  if (!isDay(receivedOn)) errors["receivedOn"] = "not-a-day";
  else if (receivedOn > today) errors["receivedOn"] = "in-the-future";
  else if (orderedOn !== null && receivedOn < orderedOn) errors["receivedOn"] = "before-order";

  const given = unitsByLine.safeParse(input.units ?? {});
  const received: ReceivedLine<Line & { id: string }>[] = [];
  for (const [id, value] of Object.entries(given.success ? given.data : {})) {
    const text = String(value).trim();
    if (text === "" || text === "0") continue;
    const units = Number(text);
    const line = lines.find((each) => each.id === id);
    const after = line === undefined ? null : afterReceipt(line, units);
    if (line === undefined) errors[`units.${id}`] = "unknown-line";
    else if (!/^-?\d+$/.test(text)) errors[`units.${id}`] = "not-a-whole-number";
    else if (Math.abs(units) > mostUnits) errors[`units.${id}`] = "too-large";
    else if (after === null) errors[`units.${id}`] = "below-zero";
    else received.push({ line: after, units, overUnits: Math.max(0, overUnits(after) - overUnits(line)) });
  }
  if (received.length === 0 && Object.keys(errors).length === 0) errors["units"] = "nothing";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, receivedOn, received };
}
