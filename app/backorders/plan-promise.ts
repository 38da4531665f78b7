import type { Day, ShipWindow } from "../supply/day.ts";
import type { DatedLine } from "./date-queue.ts";
import type { WaitingLine } from "./waiting-line.ts";
import { moveOfPromise, type PromiseMove } from "./move-of-promise.ts";
import type { PromisePart } from "./promise-part.ts";

/** What was told on the order line, once held against what was published. */
export type ToldStanding = "told" | "none" | "not-published";

/** A promise as it stands after its queue was dated. */
export interface PlannedPromise {
  lineId: string;
  parts: PromisePart[];
  computed: ShipWindow | null;
  given: ShipWindow | null;
  told: ShipWindow | null;
  toldStanding: ToldStanding;
  isReady: boolean;
  isDelayedAtBirth: boolean;
  move: PromiseMove;
  /** What was computed before, where it is another now; null: nothing new for the history. */
  change: { from: ShipWindow | null; to: ShipWindow | null } | null;
}

/**
 * What becomes of a line's promise; null where there is nothing to promise: it leaves from stock, and nobody was told
 * otherwise. What was told counts from then on; without it, what was found first.
 */
export function planPromise(
  { line, parts, window, isReady }: DatedLine<WaitingLine>,
  told: { window: ShipWindow | null; standing: ToldStanding },
  toleranceDays: number,
): PlannedPromise | null {
  const before = line.promise;
  if (before === null) {
    if (isReady && told.standing === "none") return null;
    const given = told.standing === "told" ? told.window : window;
    const move = moveOfPromise(given, { window, isReady }, toleranceDays);
    const isLater = move.kind === "undated" || (move.kind === "moved" && move.days > 0);
    return {
      lineId: line.lineId,
      parts,
      computed: window,
      given,
      told: told.standing === "told" ? told.window : null,
      toldStanding: told.standing,
      isReady,
      isDelayedAtBirth: isLater,
      move,
      change: isLater ? { from: given, to: window } : null,
    };
  }
  const last = windowFrom(before.computedFrom, before.computedTo);
  // What stock covers waits for the merchant to send it: the day it could leave does not move on with the calendar.
  const computed = isReady && before.isReady && last !== null ? last : window;
  const given = windowFrom(before.givenFrom, before.givenTo);
  const move = moveOfPromise(given, { window: computed, isReady }, toleranceDays);
  const isOther = computed?.from !== last?.from || computed?.to !== last?.to;
  const isTold = move.kind !== "none" || before.reportId !== null;
  return {
    lineId: line.lineId,
    parts,
    computed,
    given,
    told: windowFrom(before.toldFrom, before.toldTo),
    toldStanding: before.toldStanding,
    isReady,
    isDelayedAtBirth: before.isDelayedAtBirth,
    move,
    change: isOther && isTold ? { from: last, to: computed } : null,
  };
}

function windowFrom(from: Day | null, to: Day | null): ShipWindow | null {
  return from === null || to === null ? null : { from, to };
}

/** Whether the move belongs in a report that the merchant sees before anybody hears of it. */
export function isReported({ kind }: PromiseMove): boolean {
  return kind === "moved" || kind === "dated" || kind === "undated";
}
