import { type DayOrder, lookAtDayCell } from "./read-day-cell.ts";

export interface SeenCell {
  line: number;
  text: string;
}

export type DetectedDayOrder =
  /** `order` null: no cell depends on it. */
  | { kind: "known"; order: DayOrder | null }
  /** Nothing in the file says which: the merchant is asked. Up to three of the cells. */
  | { kind: "ambiguous"; examples: string[] }
  /** Cells of both kinds in one file: the first of each. */
  | { kind: "both"; dayFirst: SeenCell; monthFirst: SeenCell };

/** The order in which a file writes its days, by all of its cells: one "31/12/2026" says how "05/03/2027" is read. */
export function detectDayOrder(cells: Iterable<SeenCell>): DetectedDayOrder {
  const first = new Map<DayOrder, SeenCell>();
  const undecided = new Set<string>();
  for (const cell of cells) {
    const read = lookAtDayCell(cell.text);
    if (read.kind !== "numbers") continue;
    const order = orderOf(read.first, read.second);
    if (order !== null && !first.has(order)) first.set(order, cell);
    // The fifth of May is the same day either way.
    if (order === null && read.first !== read.second && undecided.size < 3) undecided.add(cell.text);
  }
  const [dayFirst, monthFirst] = [first.get("day-first"), first.get("month-first")];
  if (dayFirst !== undefined && monthFirst !== undefined) return { kind: "both", dayFirst, monthFirst };
  if (dayFirst !== undefined) return { kind: "known", order: "day-first" };
  if (monthFirst !== undefined) return { kind: "known", order: "month-first" };
  return undecided.size > 0 ? { kind: "ambiguous", examples: [...undecided] } : { kind: "known", order: null };
}

function orderOf(first: number, second: number): DayOrder | null {
  if (first > 12 && second <= 12) return "day-first";
  if (second > 12 && first <= 12) return "month-first";
  return null;
}
