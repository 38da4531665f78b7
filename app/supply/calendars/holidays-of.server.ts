import type { HolidaysTypes } from "date-holidays";
import { type Day, dayFromNumber, dayNumber } from "../day.ts";

/** ISO 3166-1 alpha-2, and a region of it as `holidayCountries` names it. */
export interface HolidayPlace {
  country: string;
  region?: string | null;
}

export interface Holiday {
  day: Day;
  /** In the country's own language, or the one asked for where the library knows it. */
  name: string;
}

export interface HolidayCountry {
  code: string;
  regions: { code: string; name: string }[];
}

/** Holidays by place, year and language: working a year out takes milliseconds, and shops share few places. */
const known = new Map<string, readonly Holiday[]>();
const mostKnown = 2_000;

/**
 * The public holidays of a place on the days `from`, `from` + 1 … (`days` of them), in order, each once. Days on which a
 * country works half, banks' and school holidays are none. A place that the library doesn't know has none.
 */
export async function holidaysOf(place: HolidayPlace, from: Day, days: number): Promise<Day[]> {
  return (await namedHolidaysOf(place, from, days)).map(({ day }) => day);
}

/** The same with their names. */
export async function namedHolidaysOf(
  place: HolidayPlace,
  from: Day,
  days: number,
  language?: string,
): Promise<Holiday[]> {
  const last = dayFromNumber(dayNumber(from) + days - 1);
  const found = new Map<Day, Holiday>();
  // One that begins at a year's end may reach into the next.
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(last.slice(0, 4)); year += 1)
    for (const holiday of await holidaysOfYear(place, year, language))
      if (holiday.day >= from && holiday.day <= last && !found.has(holiday.day)) found.set(holiday.day, holiday);
  return [...found.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** Every country whose holidays are known, with its regions that keep others. */
export async function holidayCountries(): Promise<HolidayCountry[]> {
  const { default: Holidays } = await import("date-holidays");
  const library = new Holidays();
  return Object.keys(library.getCountries()).map((code) => ({
    code,
    regions: Object.entries(library.getStates(code) ?? {}).map(([region, name]) => ({ code: region, name })),
  }));
}

async function holidaysOfYear(place: HolidayPlace, year: number, language = ""): Promise<readonly Holiday[]> {
  const key = [place.country, place.region ?? "", year, language].join();
  const found = known.get(key);
  if (found !== undefined) return found;
  // Not with the module: half a second that no start of ours should wait for.
  const { default: Holidays } = await import("date-holidays");
  // For a region that it doesn't know the library answers with the country's, for such a country with none.
  const library = place.region ? new Holidays(place.country, place.region) : new Holidays(place.country);
  const holidays = library
    .getHolidays(year, language)
    .filter(({ type }) => type === "public")
    .flatMap(daysOf);
  if (known.size >= mostKnown) known.clear();
  known.set(key, holidays);
  return holidays;
}

/** Whole days only. The library's `date` is the first of them on the country's own wall, whatever our time zone. */
function daysOf({ date, start, end, name }: HolidaysTypes.Holiday): Holiday[] {
  // An hour more or less where the clocks change; half a day is none.
  const length = Math.floor((end.getTime() - start.getTime()) / 86_400_000 + 0.2);
  const first = dayNumber(date.slice(0, 10));
  return Array.from({ length }, (_, index) => ({ day: dayFromNumber(first + index), name }));
}
