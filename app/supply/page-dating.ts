import { type Calendar, workingDaysFrom } from "./calendar.ts";
import { type Day, dayFromNumber, type ShipWindow } from "./day.ts";
import type { DayCount } from "./eta.ts";
import { relativeWindow } from "./relative-window.ts";

export interface PageDating {
  today: Day;
  /** When units in stock leave. */
  now: Day | null;
  relative: (inDays: readonly [number, number], days: DayCount) => ShipWindow | null;
}

/** How the product page dates what it says at an instant: `handlingDays` are those of units in stock. */
export function pageDating(calendar: Calendar & { handlingDays: number }, nowAt: number): PageDating {
  const working = workingDaysFrom(calendar, nowAt);
  const now = working.days[calendar.handlingDays];
  return {
    today: dayFromNumber(working.today),
    now: now === undefined ? null : dayFromNumber(now),
    relative: (inDays, days) => relativeWindow(working, inDays, days),
  };
}
