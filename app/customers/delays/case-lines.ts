import type { Day, ShipWindow } from "../../supply/day.ts";
import { byKey } from "../../supply/lateness/by-key.ts";
import type { SlippedLine } from "./deadline-of-lines.ts";
import type { NotedEvent } from "./delay-case.ts";
import { consequenceOf, type DelayLaw, type Silence } from "./delay-law.ts";

export type PromiseMoved = Extract<NotedEvent, { kind: "promise-changed" }>;

/** A line as its case keeps it. */
export interface CaseLine extends SlippedLine {
  lineId: string;
  units: number;
  silence: Silence;
  /** As the event told it. */
  cause: unknown;
}

export interface StoredCaseLine extends SlippedLine {
  lineId: string;
  units: number;
  cause: unknown;
  /** Its case still asks. */
  isOpen: boolean;
  /** The customer was told of it. */
  isHeard: boolean;
}

/**
 * The lines of an order's new case: those that slip now, and those late ones that an open case still asks about. Several slips told
 * at once are one; and one that the customer never heard of is no earlier delay: this one tells both.
 * @param slips of one order, oldest first.
 */
export function linesOfCase(
  law: DelayLaw,
  slips: readonly PromiseMoved[],
  earlier: readonly StoredCaseLine[],
): CaseLine[] {
  const byLine = byKey(slips, ({ lineId }) => lineId);
  const line = (lineId: string, units: number, slip: SlippedLine, cause: unknown): CaseLine => {
    const { silence } = consequenceOf(law, {
      before: windowOf(slip.beforeFrom, slip.beforeTo),
      after: windowOf(slip.afterFrom, slip.afterTo),
      number: slip.number,
    });
    return { lineId, units, ...slip, silence, cause };
  };
  const slipped = [...byLine].flatMap(([lineId, all]) => {
    const [first, last] = [all[0], all.at(-1)];
    if (first === undefined || last === undefined) return [];
    const before = earlier.filter((each) => each.lineId === lineId);
    const unheard = before.find(({ isOpen, isHeard }) => isOpen && !isHeard);
    const slip = {
      beforeFrom: unheard === undefined ? (first.before?.from ?? null) : unheard.beforeFrom,
      beforeTo: unheard === undefined ? (first.before?.to ?? null) : unheard.beforeTo,
      afterFrom: last.after?.from ?? null,
      afterTo: last.after?.to ?? null,
      number:
        unheard?.number ?? 1 + Math.max(0, ...before.filter(({ isHeard }) => isHeard).map(({ number }) => number)),
    };
    return [line(lineId, last.units, slip, last.cause)];
  });
  const stillAsked = earlier.filter(
    ({ isOpen, lineId, beforeTo, afterTo }) =>
      isOpen && !byLine.has(lineId) && (beforeTo === null || afterTo === null || afterTo > beforeTo),
  );
  return [
    ...slipped,
    ...stillAsked.map(({ lineId, units, cause, beforeFrom, beforeTo, afterFrom, afterTo, number }) =>
      line(lineId, units, { beforeFrom, beforeTo, afterFrom, afterTo, number }, cause),
    ),
  ];
}

const windowOf = (from: Day | null, to: Day | null): ShipWindow | null =>
  from === null || to === null ? null : { from, to };
