import type { DateForm } from "../availability/storefront-settings.ts";
import { type Day, dayNumber, type ShipWindow } from "../supply/day.ts";
import { fill, type StorefrontWords } from "./storefront-words.ts";

/** Further ahead than this a day without its year would be read as the next such day. */
const yearlessDays = 300;

/** Less than a week ahead "mid March" and "in 1 week" would say less than the days do. */
const exactDays = 6;

/** A window as the theme block writes it (arrivo-date-text.liquid): "12–16 March", "by 16 March", "today". */
export function sayWindow(
  { from: first, to }: ShipWindow,
  today: Day,
  form: DateForm,
  { dates }: StorefrontWords,
  locale: string,
): string {
  const daysAhead = dayNumber(to) - dayNumber(today);
  if (form === "weeks" && daysAhead > exactDays)
    return inWeeks(dayNumber(first) - dayNumber(today), daysAhead, dates, locale);
  if (form === "part" && daysAhead > exactDays) return partOfMonth(to, daysAhead > yearlessDays, dates);
  const isLatest = form === "latest" && first !== to;
  const from = isLatest ? to : first;
  const said = isLatest ? (text: string) => fill(dates.latest, { date: text }) : (text: string) => text;
  if (to === today) return said(dates.today);

  const start = partsOf(from, dates);
  const end = partsOf(to, dates);
  const hasYear = start.year !== end.year || daysAhead > yearlessDays;
  if (from !== to && start.year === end.year && start.month === end.month) {
    const words = hasYear ? dates.within_month_and_year : dates.within_month;
    return said(fill(words, { from: start.day, to: end.day, month: end.monthName, year: end.year }));
  }
  const write = ({ day, monthName: month, year }: typeof end, isFull: boolean) =>
    fill(isFull ? dates.day_and_year : dates.day, { day, month, year });
  const last = write(end, hasYear);
  if (from === to) return said(last);
  return said(fill(dates.range, { from: write(start, hasYear && start.year !== end.year), to: last }));
}

function partsOf(value: Day, dates: StorefrontWords["dates"]) {
  const [year = "", month = "", day = ""] = value.split("-");
  return {
    year,
    month,
    monthName: dates.months[`m${month}`] ?? "",
    day: day === "01" ? dates.first : String(Number(day)),
  };
}

/** Rounded up, both of them: what is read never ends before the window does. */
function inWeeks(leastDays: number, mostDays: number, dates: StorefrontWords["dates"], locale: string): string {
  const least = Math.ceil(Math.max(1, leastDays) / 7);
  const most = Math.ceil(mostDays / 7);
  const forms = least === most ? dates.weeks : dates.weeks_between;
  const words = forms[new Intl.PluralRules(locale).select(most)] ?? forms.other ?? "";
  return fill(words, { from: least, count: most });
}

/** By its last day: early to the 10th, mid to the 20th, late to the month's end. */
function partOfMonth(to: Day, hasYear: boolean, dates: StorefrontWords["dates"]): string {
  const { year, monthName: month } = partsOf(to, dates);
  const date = Number(to.slice(8));
  const part = date < 11 ? "early" : date > 20 ? "late" : "mid";
  return fill(hasYear ? dates[`${part}_and_year`] : dates[part], { month, year });
}
