import { type Day, dayFromNumber, dayNumber, isDay, type ShipWindow } from "./day.ts";

/** Days in order as the ranges they make: what was closed in one go reads as one. */
export function closedRanges(days: readonly Day[]): ShipWindow[] {
  const ranges: ShipWindow[] = [];
  for (const day of days.toSorted()) {
    const last = ranges.at(-1);
    if (last !== undefined && dayNumber(day) <= dayNumber(last.to) + 1) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  return ranges;
}

/** Every day from one to another, both included; none where they are no days or in the wrong order. */
export function daysBetween(from: string, to: string): Day[] {
  if (!isDay(from) || !isDay(to)) return [];
  const length = Math.max(0, dayNumber(to) - dayNumber(from) + 1);
  return Array.from({ length }, (_, index) => dayFromNumber(dayNumber(from) + index));
}
