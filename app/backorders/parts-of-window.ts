import type { ShipWindow } from "../supply/day.ts";
import type { PromisePart } from "./promise-part.ts";

export type DatedPart = ShipWindow & { units: number };

/**
 * The parts in which these units leave, where they make up this window; none where it is one date, or where they were
 * computed for other units or another window: then only the window was given, and only it may be said.
 */
export function partsOfWindow(parts: readonly PromisePart[], window: ShipWindow | null, units: number): DatedPart[] {
  const dated = parts.flatMap((part) => (part.source === "unknown" ? [] : [part]));
  if (window === null || dated.length < 2 || dated.length < parts.length) return [];
  const total = dated.reduce((sum, part) => sum + part.units, 0);
  const first = dated.reduce((one, other) => (other.from < one.from ? other : one));
  const last = dated.reduce((one, other) => (other.to > one.to ? other : one));
  // What is in stock and was to leave yesterday leaves today: its day moves on, and breaks no word.
  const startsThere = first.from === window.from || (first.source === "stock" && first.from > window.from);
  if (total !== units || !startsThere || last.to !== window.to) return [];
  return dated.map(({ units: each, from, to }) => ({ units: each, from, to }));
}
