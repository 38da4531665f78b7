import { assertExhaustive } from "../assert-exhaustive.ts";
import { lastDayOfMonth } from "../last-day-of-month.ts";
import { type Calendar, workingDaysFrom } from "./calendar.ts";
import { type Day, dayFromNumber, type ShipWindow } from "./day.ts";
import type { Eta } from "./eta.ts";
import { relativeWindow } from "./relative-window.ts";

export type EtaWindow =
  { ok: true; window: ShipWindow } | { ok: false; reason: "unknown" | "passed" | "out-of-calendar" };

/**
 * The days an ETA stands for at an instant. `out-of-calendar`: the shop has no working day, or not that many within the
 * 400 days its calendar covers. `passed`: its last day is over, and it must not be told.
 */
export function shipWindow(eta: Eta, handlingDays: number, calendar: Calendar, nowAt: number): EtaWindow {
  const working = workingDaysFrom(calendar, nowAt);
  switch (eta.kind) {
    case "lead-time": {
      const inDays = [eta.minDays + handlingDays, eta.maxDays + handlingDays] as const;
      const window = relativeWindow(working, inDays, eta.days);
      return window === null ? { ok: false, reason: "out-of-calendar" } : { ok: true, window };
    }
    case "fixed":
      return notPassed(eta.from, eta.to, dayFromNumber(working.today));
    case "month":
      return notPassed(`${eta.month}-01`, lastDayOfMonth(eta.month), dayFromNumber(working.today));
    // Dated by the supplier, which is not known here.
    case "supply":
    case "unknown":
      return { ok: false, reason: "unknown" };
    default:
      return assertExhaustive(eta);
  }
}

function notPassed(from: Day, to: Day, today: Day): EtaWindow {
  if (to < today) return { ok: false, reason: "passed" };
  return { ok: true, window: { from: from < today ? today : from, to } };
}
