import type { ShipWindow } from "../supply/day.ts";
import type { DatedLine } from "./date-queue.ts";
import type { WaitingLine } from "./waiting-line.ts";

/** Where a line stands among those that still wait, and when it is served. */
export interface QueuePlace {
  /** From 1; null: stock covers all of it. */
  place: number | null;
  window: ShipWindow | null;
}

/** An order line that another way of serving the queue would move. */
export interface QueueMove {
  lineId: string;
  orderId: string;
  units: number;
  before: QueuePlace;
  after: QueuePlace;
  /** Beyond what its customer was given, and was not before. */
  breaksPromise: boolean;
}

/** Who would be served on another day or before others, those whose date moves first. */
export function compareQueues(
  before: readonly DatedLine<WaitingLine>[],
  after: readonly DatedLine<WaitingLine>[],
): QueueMove[] {
  const was = placesOf(before);
  const is = placesOf(after);
  const moves = after.flatMap(({ line }): QueueMove[] => {
    const [old, now] = [was.get(line.lineId), is.get(line.lineId)];
    if (old === undefined || now === undefined) return [];
    if (old.place === now.place && isSame(old.window, now.window)) return [];
    const givenTo = line.promise?.givenTo ?? null;
    const breaks = ({ window }: QueuePlace) => givenTo !== null && (window === null || window.to > givenTo);
    const breaksPromise = breaks(now) && !breaks(old);
    return [{ lineId: line.lineId, orderId: line.orderId, units: line.units, before: old, after: now, breaksPromise }];
  });
  return moves.sort((one, other) => Number(isStill(one)) - Number(isStill(other)));
}

const isSame = (one: ShipWindow | null, other: ShipWindow | null) => one?.from === other?.from && one?.to === other?.to;
const isStill = ({ before, after }: QueueMove) => isSame(before.window, after.window);

/** Of a queue as it is served, each line's place. */
export function placesOf(dated: readonly DatedLine<WaitingLine>[]): Map<string, QueuePlace> {
  let place = 0;
  return new Map(
    dated.map(({ line, window }) => {
      const allocated = line.places.reduce((sum, each) => sum + each.allocated, 0);
      return [line.lineId, { place: allocated >= line.units ? null : (place += 1), window }];
    }),
  );
}
