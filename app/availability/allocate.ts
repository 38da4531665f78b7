import type { Day } from "../supply/day.ts";
import type { InboundLine } from "../supply/inbound-line.ts";

export interface AllocationInput<Waiting extends { units: number }> {
  /** A, over the counted locations. What waits is committed, so it is already out of it. */
  availableUnits: number;
  /** In queue order. */
  queue: readonly Waiting[];
  /** At counted locations, in any order. */
  inbound: readonly InboundLine[];
  bufferUnits: number;
  today: Day;
}

interface Assignment<Waiting> {
  waiting: Waiting;
  units: number;
  /** Null: from stock. */
  inboundLine: InboundLine | null;
}

export interface Allocation<Waiting> {
  /** In queue order. */
  assignments: Assignment<Waiting>[];
  /** Owed, and nothing known is coming for them; in queue order. */
  uncovered: { waiting: Waiting; units: number }[];
  /** Shortfall that no known order explains: stock made negative by hand, orders we may not read. */
  anonymousUnits: number;
  /** Stock that nobody waits for and the buffer does not keep. */
  nowUnits: number;
  /** What is left of each inbound line for the next shopper, by expected arrival. */
  free: { line: InboundLine; units: number }[];
}

/**
 * Who is covered by what: two lists walked once.
 *
 *     takers   anonymous units, the queue in order, the buffer
 *     sources  stock, the inbound lines by expected arrival, those that nobody can date
 *
 * Every unit of a source goes to the first taker still in want, so nobody is overtaken; what no taker wants is for the
 * next shopper. A line without a window, or whose window has passed, comes last: nobody's date rests on it, and a sale
 * takes the units that the page counts down. The stock that the queue sees is `A + W`: its W units are committed, hence already out of A. Below zero,
 * that is what nobody we know of took. The buffer is refilled before a new promise is made: stock kept back must not
 * melt away behind a promise, and so a page may count its segments down without knowing why a unit went.
 */
export function allocate<Waiting extends { units: number }>({
  availableUnits,
  queue,
  inbound,
  bufferUnits,
  today,
}: AllocationInput<Waiting>): Allocation<Waiting> {
  const waitingUnits = queue.reduce((sum, waiting) => sum + waiting.units, 0);
  const stockUnits = availableUnits + waitingUnits;
  const anonymousUnits = Math.max(0, -stockUnits);

  const sources = [
    { line: null, units: Math.max(0, stockUnits) },
    ...inArrivalOrder(inbound, today).map((line) => ({ line, units: line.units })),
  ];
  let at = 0;
  const assignments: Assignment<Waiting>[] = [];
  /** Takes up to `units` from the front of the sources and answers what could not be had. */
  const take = (units: number, waiting: Waiting | null): number => {
    let wanted = units;
    for (let source = sources[at]; wanted > 0 && source !== undefined; source = sources[at]) {
      const taken = Math.min(wanted, source.units);
      if (taken > 0 && waiting !== null) assignments.push({ waiting, units: taken, inboundLine: source.line });
      source.units -= taken;
      wanted -= taken;
      if (source.units === 0) at += 1;
    }
    return wanted;
  };

  take(anonymousUnits, null);
  const uncovered: Allocation<Waiting>["uncovered"] = [];
  for (const waiting of queue) {
    const missing = take(waiting.units, waiting);
    if (missing > 0) uncovered.push({ waiting, units: missing });
  }
  take(bufferUnits, null);

  let nowUnits = 0;
  const free: Allocation<Waiting>["free"] = [];
  for (const { line, units } of sources.slice(at)) {
    if (line === null) nowUnits = units;
    else if (units > 0) free.push({ line, units });
  }
  return { assignments, uncovered, anonymousUnits, nowUnits, free };
}

function inArrivalOrder(inbound: readonly InboundLine[], today: Day): InboundLine[] {
  const sorted = inbound.toSorted(byExpectedArrival);
  const isDated = ({ window }: InboundLine): boolean => window !== null && window.to >= today;
  return [...sorted.filter(isDated), ...sorted.filter((line) => !isDated(line))];
}

function byExpectedArrival(one: InboundLine, other: InboundLine): number {
  if (one.expectedOn !== other.expectedOn) return one.expectedOn < other.expectedOn ? -1 : 1;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}
