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
  const { assignments, uncovered } = allocate({ availableUnits, queue, inbound, bufferUnits: 0, today });
  const windows = new Map(inbound.map((line) => [line, futureOf(line.window, today)]));
  const stock = stockDay === null ? null : { from: stockDay, to: stockDay };
  // Both lists are in queue order, so each line's own stand at the front when it is its turn.
  let assigned = 0;
  let missing = 0;
  return queue.map((line) => {
    const parts: PromisePart[] = [];
    for (let next = assignments[assigned]; next?.waiting === line; next = assignments[assigned]) {
      const { units, inboundLine } = next;
      const window = inboundLine === null ? stock : (windows.get(inboundLine) ?? null);
      if (window === null) pushUnknown(parts, units);
      else if (inboundLine === null) parts.push({ units, source: "stock", from: window.from, to: window.to });
      else parts.push({ units, source: "inbound", from: window.from, to: window.to, inboundLineId: inboundLine.id });
      assigned += 1;
    }
    const rest = uncovered[missing];
    if (rest?.waiting === line) {
      const window = futureOf(fallback(line.placedAt), today);
      if (window === null) pushUnknown(parts, rest.units);
      else parts.push({ units: rest.units, source: "rule", from: window.from, to: window.to });
      missing += 1;
    }
    return datedLine(line, parts);
  });
}

/**
 * The same where units were given before: what is allocated to a line stays so, whoever stands before it now. Those units
 * take stock first, and the queue what is left.
 */
export function dateGivenQueue<Line extends QueuedLine>(
  input: QueueToDate<Line>,
  allocatedOf: (line: Line) => number,
): DatedLine<Line>[] {
  const pieces = (unitsOf: (line: Line) => number) =>
    input.queue
      .map((line) => ({ line, lineId: line.lineId, placedAt: line.placedAt, units: unitsOf(line) }))
      .filter(({ units }) => units > 0);
  const given = (line: Line) => Math.min(line.units, allocatedOf(line));
  const queue = [...pieces(given), ...pieces((line) => line.units - given(line))];
  const parts = new Map<Line, PromisePart[]>();
  for (const piece of dateQueue({ ...input, queue }))
    parts.set(piece.line.line, joinParts(parts.get(piece.line.line) ?? [], piece.parts));
  return input.queue.map((line) => datedLine(line, parts.get(line) ?? []));
}

function datedLine<Line extends QueuedLine>(line: Line, parts: PromisePart[]): DatedLine<Line> {
  return { line, parts, window: windowOf(parts), isReady: parts.every(({ source }) => source === "stock") };
}

/** Units that leave from stock with others of their line are one part with them. */
function joinParts(before: readonly PromisePart[], after: readonly PromisePart[]): PromisePart[] {
  const last = before.at(-1);
  const [first, ...rest] = after;
  return last?.source === "stock" && first?.source === "stock"
    ? [...before.slice(0, -1), { ...first, units: last.units + first.units }, ...rest]
    : [...before, ...after];
}

/** What is left of a window from today on; null: it has passed, or nobody knows one. */
function futureOf(window: ShipWindow | null, today: Day): ShipWindow | null {
  if (window === null || window.to < today) return null;
  return window.from < today ? { from: today, to: window.to } : window;
}

function pushUnknown(parts: PromisePart[], units: number): void {
  const previous = parts.at(-1);
  if (previous?.source === "unknown") previous.units += units;
  else parts.push({ units, source: "unknown" });
}

function windowOf(parts: readonly PromisePart[]): ShipWindow | null {
  let window: ShipWindow | null = null;
  for (const part of parts) {
    if (part.source === "unknown") return null;
    if (window === null) window = { from: part.from, to: part.to };
    else {
      if (part.from < window.from) window.from = part.from;
      if (part.to > window.to) window.to = part.to;
    }
  }
  return window;
}
