import { expect, test } from "vitest";
import { openDays } from "../calendars/open-days.ts";
import { proposeExpectedDay } from "./propose-expected-day.ts";

const supplier = openDays({
  workingWeekdays: [1, 2, 3, 4, 5],
  closures: [{ from: "2027-08-02", to: "2027-08-27" }],
  holidays: [],
});

test.each([
  ["working days are the supplier's own", "2027-03-12", 2, "working", "2027-03-16"],
  ["calendar days move on to a day it works", "2027-03-12", 2, "calendar", "2027-03-15"],
  ["nothing arrives while it is shut", "2027-07-29", 5, "calendar", "2027-08-30"],
  ["a lead time of nothing is the day itself", "2027-03-12", 0, "working", "2027-03-12"],
] as const)("%s", (_, orderedOn, leadDays, leadDayCount, expected) => {
  expect(proposeExpectedDay(orderedOn, { leadDays, leadDayCount }, supplier)).toBe(expected);
});

test("nobody knows where no lead time is stated, or the supplier never works", () => {
  expect(proposeExpectedDay("2027-03-12", { leadDays: null, leadDayCount: "working" }, supplier)).toBeNull();
  const never = openDays({ workingWeekdays: [], closures: [], holidays: [] });
  expect(proposeExpectedDay("2027-03-12", { leadDays: 3, leadDayCount: "calendar" }, never)).toBeNull();
});
