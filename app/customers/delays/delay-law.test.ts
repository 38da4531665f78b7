import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayFromNumber, dayNumber } from "../../supply/day.ts";
import { consequenceOf, deadlineOf, delayLaw, isDelay } from "./delay-law.ts";

const on = (day: string) => ({ from: day, to: day });
const march = on("2027-03-10");

describe("whose law", () => {
  it("follows the country: the states and territories of the US, and everybody else", () => {
    expect(["US", "PR", "VI", "GU", "AS", "MP", "UM"].map(delayLaw)).toEqual(Array(7).fill("us"));
    expect(["DE", "CA", "GB", "MX", "", "us"].map(delayLaw)).toEqual(Array(6).fill("other"));
    expect(delayLaw(null)).toBe("other");
  });
});

describe("a delay", () => {
  it("is a later last day, or none where there was one", () => {
    expect(isDelay({ before: march, after: on("2027-03-11") })).toBe(true);
    expect(isDelay({ before: march, after: null })).toBe(true);
    expect(isDelay({ before: march, after: { from: "2027-03-01", to: "2027-03-10" } })).toBe(false);
    expect(isDelay({ before: null, after: march })).toBe(false);
    expect(isDelay({ before: null, after: null })).toBe(false);
  });
});

describe("silence in the United States", () => {
  const us = (before: string | null, after: string | null, number: number) =>
    consequenceOf("us", {
      before: before === null ? null : on(before),
      after: after === null ? null : on(after),
      number,
    });

  it.each([
    ["a first delay of a day keeps until the new date", "2027-03-10", "2027-03-11", 1, "keeps", "2027-03-11"],
    ["a first delay of 30 days keeps", "2027-03-10", "2027-04-09", 1, "keeps", "2027-04-09"],
    ["a first delay of 31 days ends it 30 days on", "2027-03-10", "2027-04-10", 1, "cancels", "2027-04-09"],
    ["a first unknown delay ends it 30 days on", "2027-03-10", null, 1, "cancels", "2027-04-09"],
    ["a second short delay ends it on the day promised last", "2027-03-10", "2027-03-12", 2, "cancels", "2027-03-10"],
    ["a third unknown delay too", "2027-03-10", null, 3, "cancels", "2027-03-10"],
    ["an unknown date after none ends it, by no day of the law's", null, null, 2, "cancels", null],
  ] as const)("%s", (_, before, after, number, silence, lawfulOn) => {
    expect(us(before, after, number)).toEqual({ silence, lawfulOn });
  });
});

const day = fc.integer({ min: dayNumber("2026-01-01"), max: dayNumber("2029-12-31") }).map(dayFromNumber);
const window = fc.option(fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })));
const slip = fc.record({ before: window, after: window, number: fc.integer({ min: 1, max: 5 }) });
const days = fc.record({ leastDays: fc.integer({ min: 1, max: 30 }), usualDays: fc.integer({ min: 1, max: 60 }) });

describe("whatever the slip", () => {
  it("silence never ends an order outside the United States, by no day of the law's", () => {
    fc.assert(
      fc.property(slip, (given) => {
        expect(consequenceOf("other", given)).toEqual({ silence: "keeps", lawfulOn: null });
      }),
    );
  });

  it("silence keeps in the United States only after a first, definite delay of up to 30 days", () => {
    fc.assert(
      fc.property(slip, (given) => {
        const { before, after, number } = given;
        const isShort = before !== null && after !== null && dayNumber(after.to) - dayNumber(before.to) <= 30;
        return (consequenceOf("us", given).silence === "keeps") === (number === 1 && isShort);
      }),
    );
  });

  it("whoever is told has their days to answer, never fewer, and no lawful day is moved nearer", () => {
    fc.assert(
      fc.property(fc.constantFrom("us", "other"), slip, day, days, (law, given, toldOn, settings) => {
        const consequence = consequenceOf(law as "us" | "other", given);
        const deadlineOn = deadlineOf(consequence, given.after, toldOn, settings);
        const left = dayNumber(deadlineOn) - dayNumber(toldOn);
        if (left < Math.min(settings.leastDays, settings.usualDays)) return false;
        return consequence.lawfulOn === null || deadlineOn >= consequence.lawfulOn;
      }),
    );
  });

  it("who is told later has no earlier deadline", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("us", "other"),
        slip,
        day,
        fc.nat(60),
        days,
        (law, given, toldOn, later, settings) => {
          const consequence = consequenceOf(law as "us" | "other", given);
          const then = dayFromNumber(dayNumber(toldOn) + later);
          return (
            deadlineOf(consequence, given.after, then, settings) >=
            deadlineOf(consequence, given.after, toldOn, settings)
          );
        },
      ),
    );
  });
});

describe("the deadline where no law sets one", () => {
  const keeps = { silence: "keeps", lawfulOn: null } as const;
  const settings = { leastDays: 5, usualDays: 14 };

  it("is the usual days after the notice, not beyond the new date, and never at once", () => {
    expect(deadlineOf(keeps, on("2027-06-01"), "2027-03-01", settings)).toBe("2027-03-15");
    expect(deadlineOf(keeps, on("2027-03-09"), "2027-03-01", settings)).toBe("2027-03-09");
    expect(deadlineOf(keeps, on("2027-03-02"), "2027-03-01", settings)).toBe("2027-03-06");
    expect(deadlineOf(keeps, null, "2027-03-01", settings)).toBe("2027-03-15");
  });
});
