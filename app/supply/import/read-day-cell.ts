import { type Day, isDay } from "../day.ts";

/** How a file writes days of which neither part names its month: 5/3/2027 is in March or in May. */
export const dayOrders = ["day-first", "month-first"] as const;
export type DayOrder = (typeof dayOrders)[number];

type DayCell =
  | { kind: "day"; day: Day }
  /** Two numbers and a year: which of them is the month depends on who wrote it. */
  | { kind: "numbers"; first: number; second: number; year: number }
  | { kind: "no-day" };

/** The day of a cell as the file's order reads it; null where it is no day that exists. Times of day are left out. */
export function readDayCell(cell: string, order: DayOrder): Day | null {
  const read = lookAtDayCell(cell);
  if (read.kind === "day") return read.day;
  if (read.kind === "no-day") return null;
  return order === "day-first"
    ? existing(read.year, read.second, read.first)
    : existing(read.year, read.first, read.second);
}

/** What can be known of a cell by itself. */
export function lookAtDayCell(cell: string): DayCell {
  const text = cell.trim().replace(/(?<=\d)[T\s,]+\d{1,2}[:.]\d{2}.*$/, "");
  const yearFirst =
    /^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\.?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (yearFirst !== null) return known(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const numbers = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})\.?$/.exec(text);
  if (numbers !== null)
    return { kind: "numbers", first: Number(numbers[1]), second: Number(numbers[2]), year: fullYear(numbers[3] ?? "") };
  return readNamedMonth(text);
}

/** "Mar 5, 2027", "Fri 5 March 2027", "5. marzo 2027", "05-Mar-27". */
function readNamedMonth(text: string): DayCell {
  const words = text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
  const months = words.flatMap((word) => monthNames().get(word) ?? []);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const [first = "", second = ""] = numbers;
  const [month] = months;
  if (month === undefined || months.length > 1 || numbers.length !== 2) return { kind: "no-day" };
  // "2027 March 5" starts with its year; everybody else ends with it.
  return first.length === 4
    ? known(Number(first), month, Number(second))
    : known(fullYear(second), month, Number(first));
}

const languages = ["en", "it", "de", "fr", "es", "pt", "nl", "da", "sv", "pl"];
let namesOfMonths: ReadonlyMap<string, number> | undefined;

/** The months' names and their short forms; a word that two languages use for different months is none. */
function monthNames(): ReadonlyMap<string, number> {
  if (namesOfMonths !== undefined) return namesOfMonths;
  const found = new Map<string, number | null>();
  for (const language of languages)
    for (const width of ["long", "short"] as const) {
      const formatter = new Intl.DateTimeFormat(language, { month: width, day: "numeric", timeZone: "UTC" });
      for (let month = 1; month <= 12; month += 1) {
        const parts = formatter.formatToParts(Date.UTC(2027, month - 1, 1));
        const name =
          parts
            .find(({ type }) => type === "month")
            ?.value.toLowerCase()
            .replaceAll(".", "") ?? "";
        found.set(name, (found.get(name) ?? month) === month ? month : null);
      }
    }
  found.set("sept", 9);
  namesOfMonths = new Map([...found].flatMap(([name, month]) => (month === null ? [] : [[name, month] as const])));
  return namesOfMonths;
}

const fullYear = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

function known(year: number, month: number, dayOfMonth: number): DayCell {
  const day = existing(year, month, dayOfMonth);
  return day === null ? { kind: "no-day" } : { kind: "day", day };
}

function existing(year: number, month: number, dayOfMonth: number): Day | null {
  const pad = (value: number, length: number) => String(value).padStart(length, "0");
  const day = `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
  return isDay(day) && year >= 2000 && year < 2100 ? day : null;
}
