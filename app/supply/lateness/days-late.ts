import type { OpenDays } from "../calendars/open-days.ts";

/**
 * Days late, counted on the days the supplier works; below 0: early. A due day on which it is shut stands for its next
 * open one, so a closure is no lateness. Days are numbers (`dayNumber`); a calendar without an open day counts all days.
 */
export function daysLate(
  dueOn: number,
  receivedOn: number,
  { addOpenDays, countOpenDays }: Pick<OpenDays, "addOpenDays" | "countOpenDays">,
): number {
  const due = addOpenDays(dueOn, 0);
  return due === null ? receivedOn - dueOn : countOpenDays(due, receivedOn);
}
