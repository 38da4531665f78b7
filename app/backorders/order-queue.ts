import type { ShipWindow } from "../supply/day.ts";

/** What decides on a line's place besides the instant from which it counts. */
export interface PlacedLine {
  lineId: string;
  /** Last day that its customer was given; null: none. */
  givenTo: string | null;
  isPriority: boolean;
  override: "first" | "last" | null;
}

/** Priority lines that are looked at one by one; beyond it they keep their usual place. */
const mostPriority = 200;

/**
 * The queue as it is served: a person's word first, then those with priority, then the instant from which an order
 * counts. `base` comes in by that instant. A line with priority is put before the others only where nobody's given
 * promise is pushed past its last day by it, or further past it: `windowsOf` dates a queue.
 */
export function orderQueue<Line extends PlacedLine>(
  base: readonly Line[],
  windowsOf: (queue: readonly Line[]) => readonly (ShipWindow | null)[],
): Line[] {
  const first = base.filter(({ override }) => override === "first");
  const last = base.filter(({ override }) => override === "last");
  const usual = base.filter(({ override }) => override === null);
  const wishes = usual.filter(({ isPriority }) => isPriority).slice(0, mostPriority);
  let queue = [...first, ...usual, ...last];
  if (wishes.length === 0) return queue;
  const served = (order: readonly Line[]) => {
    const windows = windowsOf(order);
    return new Map(order.map((line, at) => [line.lineId, windows[at]?.to ?? null]));
  };
  let days = served(queue);
  let front = first.length;
  for (const wish of wishes) {
    const from = queue.indexOf(wish);
    if (from > front) {
      const rest = queue.toSpliced(from, 1);
      const tried = rest.toSpliced(front, 0, wish);
      const after = served(tried);
      if (rest.slice(front, from).some((line) => isPushed(line, days, after))) continue;
      queue = tried;
      days = after;
    }
    front += 1;
  }
  return queue;
}

type LastDays = ReadonlyMap<string, string | null>;

function isPushed({ lineId, givenTo }: PlacedLine, before: LastDays, after: LastDays): boolean {
  if (givenTo === null) return false;
  const was = before.get(lineId) ?? null;
  const is = after.get(lineId) ?? null;
  if (is !== null && is <= givenTo) return false;
  // Beyond its promise already: then no further.
  return was !== null && (is === null || is > was);
}
