/**
 * What is left of a lateness that was forecast from the day first stated, once a later day was announced: the announcement
 * is that lateness, or a part of it, and counts once. Never less than none, and what was forecast to come early still is.
 * @param announcedDays from the day first stated to the one expected now, in the supplier's open days.
 */
export function latenessLeft(daysLate: number, announcedDays: number): number {
  return daysLate <= 0 ? daysLate : Math.max(0, daysLate - Math.max(0, announcedDays));
}
