import type { Calendar } from "../calendar.ts";
import { dayFromNumber, dayNumber, type ShipWindow } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import { openDays } from "./open-days.ts";

/**
 * When units that are still expected leave again: what arrives on a closed day is handled from the next working day on,
 * `handlingDays` working days long. They have not come yet, so they come today at the earliest.
 * Null, nobody knows: the last day of the arrival is over, or the calendar has no working day within 400 days.
 */
export function leavingWindow(
  arrival: ShipWindow,
  handlingDays: number,
  calendar: Calendar,
  nowAt: number,
): ShipWindow | null {
  return leavingDays(calendar, nowAt)(arrival, handlingDays);
}

/** The same for many arrivals at one instant: the calendar is read once. */
export function leavingDays(
  calendar: Calendar,
  nowAt: number,
): (arrival: ShipWindow, handlingDays: number) => ShipWindow | null {
  const { day: today } = shopMoment(nowAt, calendar.timeZone);
  const { addOpenDays } = openDays({
    workingWeekdays: calendar.workingWeekdays,
    closures: [],
    holidays: calendar.closedDays,
  });
  const leaves = (arrivesOn: string, handlingDays: number): number | null => {
    const begun = addOpenDays(Math.max(dayNumber(arrivesOn), dayNumber(today)), 0);
    return begun === null || handlingDays === 0 ? begun : addOpenDays(begun, handlingDays);
  };
  return (arrival, handlingDays) => {
    if (arrival.to < today) return null;
    const from = leaves(arrival.from, handlingDays);
    const to = leaves(arrival.to, handlingDays);
    return from === null || to === null ? null : { from: dayFromNumber(from), to: dayFromNumber(to) };
  };
}
