import { type Day, dayNumber } from "../../supply/day.ts";
import type { CompensationRule } from "./compensation-settings.ts";

/** What is known of a delayed order when it is looked at. */
export interface DelayFacts {
  /** Days past what was first promised; null: nobody knows the new date, which is later than any number of days. */
  lateDays: number | null;
  orderMinor: number;
  customerTags: readonly string[];
  /** Which delay it is, from 1. */
  number: number;
}

/** The first rule that fits, as the merchant ordered them. */
export function chooseRule(rules: readonly CompensationRule[], facts: DelayFacts): CompensationRule | null {
  const tags = facts.customerTags.map((tag) => tag.toLowerCase());
  return (
    rules.find(
      ({ overDays, fromOrderMinor, customerTag, fromNumber }) =>
        (facts.lateDays === null || facts.lateDays > overDays) &&
        (fromOrderMinor === null || facts.orderMinor >= fromOrderMinor) &&
        // Shopify compares tags without regard to case.
        (customerTag === "" || tags.includes(customerTag.toLowerCase())) &&
        facts.number >= fromNumber,
    ) ?? null
  );
}

/**
 * How late an order is: its latest line against what that line was first promised.
 * @returns null where a line has no date any more.
 */
export function lateDaysOf(
  lines: readonly { firstTo: Day | null; beforeTo: Day | null; afterTo: Day | null }[],
): number | null {
  let most = 0;
  for (const { firstTo, beforeTo, afterTo } of lines) {
    const promised = firstTo ?? beforeTo;
    if (promised === null) continue;
    if (afterTo === null) return null;
    most = Math.max(most, dayNumber(afterTo) - dayNumber(promised));
  }
  return most;
}
