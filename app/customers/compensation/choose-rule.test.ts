import { describe, expect, it } from "vitest";
import { costOf } from "./benefit.ts";
import { chooseRule, type DelayFacts, lateDaysOf } from "./choose-rule.ts";
import { compensationRule } from "./compensation-settings.ts";

const facts: DelayFacts = { lateDays: 10, orderMinor: 5_000, customerTags: ["VIP"], number: 1 };
const rule = (id: string, rest: object = {}) =>
  compensationRule.parse({ id, gives: { kind: "percent", percent: 10 }, ...rest });
const chosen = (rests: object[], given: Partial<DelayFacts> = {}) =>
  chooseRule(
    rests.map((rest, index) => rule(`${index}`, rest)),
    { ...facts, ...given },
  )?.id ?? null;

describe("the rule that counts", () => {
  it("is the first that fits", () => {
    expect(chosen([{ overDays: 20 }, { overDays: 9 }, {}])).toBe("1");
    expect(chosen([{ overDays: 20 }])).toBeNull();
    expect(chosen([])).toBeNull();
  });

  it("wants more than its days, and takes a date that nobody knows for later than any", () => {
    expect(chosen([{ overDays: 10 }])).toBeNull();
    expect(chosen([{ overDays: 10 }], { lateDays: 11 })).toBe("0");
    expect(chosen([{ overDays: 365 }], { lateDays: null })).toBe("0");
  });

  it("looks at the order's value, the customer's tag and the delays before", () => {
    expect(chosen([{ fromOrderMinor: 5_001 }, { fromOrderMinor: 5_000 }])).toBe("1");
    expect(chosen([{ customerTag: "wholesale" }, { customerTag: "vip" }])).toBe("1");
    expect(chosen([{ fromNumber: 2 }])).toBeNull();
    expect(chosen([{ fromNumber: 2 }], { number: 3 })).toBe("0");
  });
});

describe("how late an order is", () => {
  const line = (firstTo: string | null, beforeTo: string | null, afterTo: string | null) => ({
    firstTo,
    beforeTo,
    afterTo,
  });
  it("counts from what was first promised, by its latest line", () => {
    expect(lateDaysOf([line("2026-12-01", "2026-12-08", "2026-12-10"), line(null, "2026-12-01", "2026-12-03")])).toBe(
      9,
    );
  });
  it("is not known where a line has no date any more", () => {
    expect(lateDaysOf([line("2026-12-01", "2026-12-01", null), line(null, "2026-12-01", "2026-12-03")])).toBeNull();
  });
  it("is nothing where nothing was promised", () => expect(lateDaysOf([line(null, null, "2026-12-03")])).toBe(0));
});

it("counts a percentage as that share of the order that was late", () => {
  expect(costOf({ kind: "percent", percent: 15 }, 3_333)).toBe(500);
  expect(costOf({ kind: "amount", amountMinor: 700 }, 100)).toBe(700);
  expect(costOf({ kind: "free-shipping", upToMinor: 900 }, 100)).toBe(900);
  expect(costOf({ kind: "store-credit", amountMinor: 100 }, 9_999)).toBe(100);
  expect(costOf({ kind: "present" }, 9_999)).toBe(0);
});
