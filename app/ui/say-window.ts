import { type Day, dayNumber, type ShipWindow } from "../supply/day.ts";
import { fill, type StorefrontWords } from "./storefront-words.ts";

/** Further ahead than this a day without its year would be read as the next such day. */
const yearlessDays = 300;

/** A window as the theme block writes it (arrivo-date-text.liquid): "12–16 March", "by 16 March", "today". */
export function sayWindow(
  { from: first, to }: ShipWindow,
  today: Day,
  form: "range" | "latest",
  { dates }: StorefrontWords,
): string {
  const isLatest = form === "latest" && first !== to;
  const from = isLatest ? to : first;
  const said = isLatest ? (text: string) => fill(dates.latest, { date: text }) : (text: string) => text;
  if (to === today) return said(dates.today);

  const start = partsOf(from, dates);
  const end = partsOf(to, dates);
  const hasYear = start.year !== end.year || dayNumber(to) - dayNumber(today) > yearlessDays;
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
