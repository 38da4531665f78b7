import { type Day, dayFromNumber, dayNumber, type ShipWindow } from "../../supply/day.ts";

/** Whose rule on delays an order falls under: that of the United States (16 CFR 435.2), or everybody else's. */
export type DelayLaw = "us" | "other";

/** What happens if the customer says nothing by the deadline. */
export type Silence = "keeps" | "cancels";

/** A slip of one order line's promise. */
export interface Slip {
  /** The window given before; null: nobody knew. */
  before: ShipWindow | null;
  /** The window given now; null: nobody knows. */
  after: ShipWindow | null;
  /** Which delay of the line it is, from 1. */
  number: number;
}

export interface Consequence {
  silence: Silence;
  /** The last day for an answer, by the law alone; null: the law sets none. */
  lawfulOn: Day | null;
}

/** A first, definite delay of up to so many days may take silence as consent (16 CFR 435.2(b)(1)(ii)). */
const longestConsentDays = 30;

/** The country's rule; unknown countries (null, empty) have everybody else's, where silence never cancels. */
export function delayLaw(country: string | null): DelayLaw {
  return country !== null && usCountries.has(country) ? "us" : "other";
}

/** The 50 states and the territories, where the Federal Trade Commission's rule holds too. */
const usCountries = new Set(["US", "PR", "VI", "GU", "AS", "MP", "UM"]);

/** Is the new window a delay: later than the one before, or unknown where one was given? */
export function isDelay({ before, after }: Pick<Slip, "before" | "after">): boolean {
  if (before === null) return false;
  return after === null || after.to > before.to;
}

/**
 * What silence does, and by when the law wants an answer. In the US a first definite delay of up to 30 days takes silence
 * as consent until the new date; a longer or unknown one ends the order 30 days after the day first promised, a further
 * one on the day promised last, unless the customer agrees or it ships before (16 CFR 435.2(b)). Elsewhere silence
 * never ends an order, and no law sets a day.
 */
export function consequenceOf(law: DelayLaw, { before, after, number }: Slip): Consequence {
  if (law === "other") return { silence: "keeps", lawfulOn: null };
  if (number > 1) return { silence: "cancels", lawfulOn: before?.to ?? null };
  if (after !== null && before !== null && dayNumber(after.to) - dayNumber(before.to) <= longestConsentDays)
    return { silence: "keeps", lawfulOn: after.to };
  return {
    silence: "cancels",
    lawfulOn: before === null ? null : dayFromNumber(dayNumber(before.to) + longestConsentDays),
  };
}

/**
 * The last day for an answer. The clock runs from the day the customer is told, and leaves them `leastDays`, however late
 * the notice; where no law sets a day it is `usualDays` after the notice, but not beyond the new date.
 */
export function deadlineOf(
  { silence, lawfulOn }: Consequence,
  after: ShipWindow | null,
  toldOn: Day,
  { leastDays, usualDays }: { leastDays: number; usualDays: number },
): Day {
  const least = daysAfter(toldOn, leastDays);
  if (lawfulOn !== null) return later(lawfulOn, least);
  const usual = daysAfter(toldOn, usualDays);
  return silence === "keeps" && after !== null && after.to < usual ? later(after.to, least) : usual;
}

const daysAfter = (day: Day, days: number): Day => dayFromNumber(dayNumber(day) + days);
const later = (a: Day, b: Day): Day => (a > b ? a : b);
