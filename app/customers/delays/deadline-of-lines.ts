import type { Day, ShipWindow } from "../../supply/day.ts";
import { consequenceOf, type DelayLaw, deadlineOf } from "./delay-law.ts";

/** A slipped line as its case keeps it. */
export interface SlippedLine {
  beforeFrom: Day | null;
  beforeTo: Day | null;
  afterFrom: Day | null;
  afterTo: Day | null;
  number: number;
}

/**
 * The last day for an answer to a case whose customer is told on `toldOn`. Silence acts on the whole case at once: not
 * before the last of its lines' days, those that it would end first.
 */
export function deadlineOfLines(
  law: DelayLaw,
  lines: readonly SlippedLine[],
  toldOn: Day,
  days: { leastDays: number; usualDays: number },
): Day | null {
  const dated = lines.map(({ beforeFrom, beforeTo, afterFrom, afterTo, number }) => {
    const after = windowOf(afterFrom, afterTo);
    const consequence = consequenceOf(law, { before: windowOf(beforeFrom, beforeTo), after, number });
    return { silence: consequence.silence, deadlineOn: deadlineOf(consequence, after, toldOn, days) };
  });
  const ending = dated.filter(({ silence }) => silence === "cancels");
  return (
    (ending.length > 0 ? ending : dated)
      .map(({ deadlineOn }) => deadlineOn)
      .sort()
      .at(-1) ?? null
  );
}

const windowOf = (from: Day | null, to: Day | null): ShipWindow | null =>
  from === null || to === null ? null : { from, to };
