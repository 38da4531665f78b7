import fc from "fast-check";
import { expect, test } from "vitest";
import { openDays } from "../calendars/open-days.ts";
import { dayNumber } from "../day.ts";
import { daysLate } from "./days-late.ts";

const shutInAugust = openDays({
  workingWeekdays: [1, 2, 3, 4, 5],
  closures: [{ from: "2027-08-02", to: "2027-08-29" }],
  holidays: ["2027-06-02"],
});
const late = (due: string, received: string) => daysLate(dayNumber(due), dayNumber(received), shutInAugust);

test.each([
  ["on its day", "2027-05-12", "2027-05-12", 0],
  ["two working days later, over a weekend", "2027-05-14", "2027-05-18", 2],
  ["a working day early", "2027-05-17", "2027-05-14", -1],
  ["due on a Saturday, the Monday after", "2027-05-15", "2027-05-17", 0],
  ["due before the closure, the first day after it", "2027-07-30", "2027-08-30", 1],
  ["due in the closure, the first day after it", "2027-08-10", "2027-08-30", 0],
  ["over a holiday", "2027-06-01", "2027-06-03", 1],
])("%s", (_, due, received, days) => {
  expect(late(due, received)).toBe(days);
});

test("is the way that adding open days goes, and nothing for who never works", () => {
  fc.assert(
    fc.property(fc.integer({ min: 20_800, max: 21_200 }), fc.integer({ min: 1, max: 60 }), (due, days) => {
      const first = shutInAugust.addOpenDays(due, 0)!;
      expect(daysLate(due, shutInAugust.addOpenDays(first, days)!, shutInAugust)).toBe(days);
      expect(daysLate(due, shutInAugust.addOpenDays(first, -days)!, shutInAugust)).toBe(-days);
    }),
  );
  const never = openDays({ workingWeekdays: [], closures: [], holidays: [] });
  expect(daysLate(100, 104, never)).toBe(4);
});
