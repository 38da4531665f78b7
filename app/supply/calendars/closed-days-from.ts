import { type Day, dayFromNumber, dayNumber, horizonDays } from "../day.ts";

/** As many days as the storefront settings take. */
const mostDays = 400;

/**
 * The days on which nothing leaves, from today as far as a calendar looks: the merchant's own, and the holidays that are
 * not worked all the same. In order, each once.
 */
export function closedDaysFrom(
  today: Day,
  own: readonly Day[],
  holidays: readonly Day[],
  worked: readonly Day[],
): Day[] {
  const last = dayFromNumber(dayNumber(today) + horizonDays);
  const closed = new Set([...own, ...holidays.filter((day) => !worked.includes(day))]);
  return [...closed]
    .filter((day) => day >= today && day <= last)
    .sort()
    .slice(0, mostDays);
}
