import { allocate } from "../availability/allocate.ts";
import type { Day, ShipWindow } from "../supply/day.ts";
import type { InboundLine } from "../supply/inbound-line.ts";
import type { PromisePart } from "./promise-part.ts";

/** An order line's unfulfilled units in their place in the queue. */
export interface QueuedLine {
  lineId: string;
  units: number;
  /** Epoch milliseconds. */
  placedAt: number;
}

export interface QueueToDate<Line extends QueuedLine> {
  /** A, over the counted locations. */
  availableUnits: number;
  /** Oldest first. */
  queue: readonly Line[];
  /** At counted locations. */
  inbound: readonly InboundLine[];
  today: Day;
  /** When units in stock leave; null: the calendar has no such day. */
  stockDay: Day | null;
  /** The rule's own window for an order of that instant; null: none. */
  fallback(placedAt: number): ShipWindow | null;
}

export interface DatedLine<Line extends QueuedLine = QueuedLine> {
  line: Line;
  parts: PromisePart[];
  /** First and last day of all its units; null: nobody knows of at least one of them. */
  window: ShipWindow | null;
  /** Stock covers all of it. */
  isReady: boolean;
}

/**
 * When everyone in the queue gets what they wait for: stock, then what is inbound, oldest order first. A date is never
 * earlier than its supply, and units that nothing covers have the window that the rule gave their order.
 */
export function dateQueue<Line extends QueuedLine>(input: QueueToDate<Line>): DatedLine<Line>[] {
  const { availableUnits, queue, inbound, today, stockDay, fallback } = input;
  const { assignments, uncovered } = allocate({
    availableUnits,
    queue: queue.map(({ lineId, units }) => ({ id: lineId, units })),
    inbound,
    bufferUnits: 0,
    today,
  });
  // Both lists are in queue order, so each line's own stand at the front when it is its turn.
  let assigned = 0;
  let missing = 0;
  return queue.map((line) => {
    const parts: PromisePart[] = [];
    for (let next = assignments[assigned]; next?.waitingId === line.lineId; next = assignments[assigned]) {
      pushPart(parts, coveredPart(next.units, next.inboundLine, stockDay, today));
      assigned += 1;
    }
    const rest = uncovered[missing];
    if (rest?.id === line.lineId) {
      pushPart(parts, fallbackPart(rest.units, fallback(line.placedAt), today));
      missing += 1;
    }
    return { line, parts, window: windowOf(parts), isReady: parts.every(({ source }) => source === "stock") };
  });
}

function coveredPart(units: number, inboundLine: InboundLine | null, stockDay: Day | null, today: Day): PromisePart {
  if (inboundLine === null) {
    return stockDay === null ? { units, source: "unknown" } : { units, source: "stock", from: stockDay, to: stockDay };
  }
  const { id, window } = inboundLine;
  return window === null || window.to < today
    ? { units, source: "unknown" }
    : { units, source: "inbound", ...notBefore(window, today), inboundLineId: id };
}

function fallbackPart(units: number, window: ShipWindow | null, today: Day): PromisePart {
  return window === null || window.to < today
    ? { units, source: "unknown" }
    : { units, source: "rule", ...notBefore(window, today) };
}

const notBefore = ({ from, to }: ShipWindow, today: Day): ShipWindow => ({ from: from < today ? today : from, to });

function pushPart(parts: PromisePart[], part: PromisePart): void {
  const previous = parts.at(-1);
  if (previous?.source === "unknown" && part.source === "unknown") previous.units += part.units;
  else parts.push(part);
}

function windowOf(parts: readonly PromisePart[]): ShipWindow | null {
  const windows = parts.flatMap((part) => (part.source === "unknown" ? [] : [part]));
  const [first] = windows;
  if (first === undefined || windows.length < parts.length) return null;
  let { from, to } = first;
  for (const window of windows) {
    if (window.from < from) from = window.from;
    if (window.to > to) to = window.to;
  }
  return { from, to };
}
