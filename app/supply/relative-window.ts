import type { WorkingDays } from "./calendar.ts";
import { dayFromNumber, type ShipWindow } from "./day.ts";
import type { DayCount } from "./eta.ts";

/**
 * The window of a promise given in days from now. `working`: the a-th to the b-th working day after the order's first
 * one. `calendar`: so many days after the order's day, moved on to a working day. Null: the calendar does not reach it.
 */
export function relativeWindow(
  { orderDay, days }: WorkingDays,
  [least, most]: readonly [number, number],
  count: DayCount,
): ShipWindow | null {
  const [first, last] =
    count === "working"
      ? [days[least], days[most]]
      : [days.find((day) => day >= orderDay + least), days.find((day) => day >= orderDay + most)];
  if (first === undefined || last === undefined) return null;
  return { from: dayFromNumber(first), to: dayFromNumber(last) };
}
