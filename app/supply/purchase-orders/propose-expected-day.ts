import type { OpenDays } from "../calendars/open-days.ts";
import { type Day, dayFromNumber, dayNumber } from "../day.ts";
import type { DayCount } from "../eta.ts";

export interface LeadTime {
  /** From order to arrival; null: none stated. */
  leadDays: number | null;
  /** `working`: of the supplier's own days. */
  leadDayCount: DayCount;
}

/**
 * When units ordered on a day arrive by the supplier's word: its own working days are counted, or calendar days that
 * move on to its next working day. Null: it states no lead time, or never works.
 */
export function proposeExpectedDay(
  orderedOn: Day,
  { leadDays, leadDayCount }: LeadTime,
  supplier: Pick<OpenDays, "addOpenDays">,
): Day | null {
  if (leadDays === null) return null;
  const ordered = dayNumber(orderedOn);
  const arrives =
    leadDayCount === "working" ? supplier.addOpenDays(ordered, leadDays) : supplier.addOpenDays(ordered + leadDays, 0);
  return arrives === null ? null : dayFromNumber(arrives);
}
