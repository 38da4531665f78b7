import fc from "fast-check";
import { expect, test } from "vitest";
import { type Day, dayFromNumber, dayNumber } from "../day.ts";
import { announcedDays, type DayChange } from "./announced-days.ts";

const between = (from: Day, to: Day) => dayNumber(to) - dayNumber(from);
const announced = (changes: readonly DayChange[], receivedOn: Day) =>
  announcedDays(changes, "2027-03-01", receivedOn, between);
const change = (changedOn: Day, from: Day | null, to: Day | null): DayChange => ({ changedOn, from, to });

test("of a line that was never moved there is none", () => {
  expect(announced([], "2027-03-09")).toEqual([]);
  expect(announced([change("2027-01-02", null, "2027-03-01")], "2027-03-09")).toEqual([]);
});

test("each day weighs as long as it stood", () => {
  const changes = [change("2027-02-01", "2027-03-01", "2027-03-11"), change("2027-03-01", "2027-03-11", "2027-03-21")];
  expect(announced(changes, "2027-03-29")).toEqual([
    { dueOn: "2027-03-11", share: 0.5 },
    { dueOn: "2027-03-21", share: 0.5 },
  ]);
  // What came before the second announcement was told by the first alone.
  expect(announced(changes, "2027-02-20")).toEqual([{ dueOn: "2027-03-11", share: 1 }]);
});

test("a slip of the pen, a day nobody knew and news of the same day weigh nothing", () => {
  const changes = [
    change("2027-02-01", "2027-03-01", "2027-05-01"),
    change("2027-02-01", "2027-05-01", "2027-03-05"),
    change("2027-02-11", "2027-03-05", null),
    change("2027-02-21", null, "2027-03-08"),
    change("2027-03-03", "2027-03-08", "2027-03-03"),
  ];
  expect(announced(changes, "2027-03-03")).toEqual([
    { dueOn: "2027-03-05", share: 0.5 },
    { dueOn: "2027-03-08", share: 0.5 },
  ]);
});

test("what a line's announced days weigh is one or nothing", () => {
  const anyDay = fc.integer({ min: 0, max: 60 }).map((days) => dayFromNumber(dayNumber("2027-01-01") + days));
  const anyChange = fc.record({ from: fc.option(anyDay), to: fc.option(anyDay), changedOn: anyDay });
  fc.assert(
    fc.property(fc.array(anyChange), anyDay, (changes, receivedOn) => {
      const inTime = changes.toSorted((one, other) => (one.changedOn < other.changedOn ? -1 : 1));
      const days = announced(inTime, receivedOn);
      if (days.length > 0) expect(days.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
      expect(days.every(({ share }) => share > 0)).toBe(true);
    }),
  );
});
