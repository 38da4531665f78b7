import { dayNumber, type ShipWindow } from "../supply/day.ts";

/** How what was found now stands to what the customer was last given. */
export type PromiseMove =
  /** The same, or off by fewer days than the merchant tolerates. */
  | { kind: "none" }
  /** Stock covers it, and in time. */
  | { kind: "ready" }
  /** `days` the last day moved by, above 0 later. */
  | { kind: "moved"; days: number }
  /** There is a date where there was none. */
  | { kind: "dated" }
  /** There is none any more. */
  | { kind: "undated" };

/**
 * Held against what was given, not against what was found last, so that small steps do not add up to a large one unsaid.
 * `given` null: the customer has no date.
 */
export function moveOfPromise(
  given: ShipWindow | null,
  found: { window: ShipWindow | null; isReady: boolean },
  toleranceDays: number,
): PromiseMove {
  const { window, isReady } = found;
  if (window === null) return given === null ? { kind: "none" } : { kind: "undated" };
  if (given === null) return { kind: "dated" };
  const days = dayNumber(window.to) - dayNumber(given.to);
  if (isReady && days <= 0) return { kind: "ready" };
  return days === 0 || Math.abs(days) < toleranceDays ? { kind: "none" } : { kind: "moved", days };
}
