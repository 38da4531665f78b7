/** A day of the shop's calendar, `YYYY-MM-DD`: never an instant. Two of them compare as text. */
export type Day = string;

/** First and last day on which a unit may leave the warehouse, both included. */
export interface ShipWindow {
  from: Day;
  to: Day;
}

/** As far ahead as any calendar looks, the storefront block's among them: all walk the same days, so all say the same dates. */
export const horizonDays = 400;

const msPerDay = 86_400_000;

/** Days since 1970-01-01. Days are whole numbers inside the arithmetic, so no time zone can shift them. */
export function dayNumber(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / msPerDay;
}

export function dayFromNumber(number: number): Day {
  return new Date(number * msPerDay).toISOString().slice(0, 10);
}

/** 1 = Monday … 7 = Sunday. Day 0, 1970-01-01, was a Thursday. */
export function weekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** True for a day that exists: `2027-02-29` does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const number = dayNumber(text);
  return Number.isFinite(number) && dayFromNumber(number) === text;
}
