import { expect, it } from "vitest";
import { type QuoteAllowance, takeQuote } from "./quote-allowance.ts";

it("is twenty at once, then one each five seconds, and never more than twenty", () => {
  let allowance: QuoteAllowance | undefined;
  const take = (now: number) => {
    const taken = takeQuote(allowance, now);
    if (taken !== null) allowance = taken;
    return taken !== null;
  };
  expect(Array.from({ length: 25 }, () => take(1_000)).filter(Boolean)).toHaveLength(20);
  expect(take(5_999)).toBe(false);
  expect([take(6_000), take(6_001)]).toEqual([true, false]);
  expect(Array.from({ length: 100 }, (_, second) => take(11_000 + second * 1_000)).filter(Boolean)).toHaveLength(20);
  expect(Array.from({ length: 40 }, () => take(10_000_000)).filter(Boolean)).toHaveLength(20);
});
