import type { Day } from "../day.ts";

/** A new expected day of a line; null: nobody knew one any more. */
export interface DayChange {
  from: Day | null;
  to: Day | null;
  /** In the shop's time zone. */
  changedOn: Day;
}

/** A day that was expected of a line after the first one had moved, and what it weighs among all such days of the line. */
export interface AnnouncedDay {
  dueOn: Day;
  share: number;
}

/**
 * The days announced for a line in place of the one first stated, before units of it came on `receivedOn`: each weighs as
 * long as it stood, for so long shoppers were told by it. One that was corrected on the same day weighs nothing, nor one of
 * the very day on which the units came.
 * @param changes in the order they were made.
 */
export function announcedDays(
  changes: readonly DayChange[],
  statedOn: Day,
  receivedOn: Day,
  daysBetween: (from: Day, to: Day) => number,
): AnnouncedDay[] {
  const before = changes.filter(({ changedOn }) => changedOn < receivedOn);
  const stood = before.flatMap(({ from, to, changedOn }, at) => {
    const days = daysBetween(changedOn, before[at + 1]?.changedOn ?? receivedOn);
    // The first day that a line was given moved nothing.
    const isFirst = at === 0 && from === null && to === statedOn;
    return to === null || isFirst || days <= 0 ? [] : [{ dueOn: to, days }];
  });
  const all = stood.reduce((sum, { days }) => sum + days, 0);
  return stood.map(({ dueOn, days }) => ({ dueOn, share: days / all }));
}
