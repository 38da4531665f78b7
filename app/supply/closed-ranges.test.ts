import { expect, test } from "vitest";
import { closedRanges, daysBetween } from "./closed-ranges.ts";

test("a closure over the new year is one range, and a holiday on its own another", () => {
  const days = [...daysBetween("2027-12-30", "2028-01-02"), "2028-04-17"];
  expect(days).toHaveLength(5);
  expect(closedRanges(days.toReversed())).toEqual([
    { from: "2027-12-30", to: "2028-01-02" },
    { from: "2028-04-17", to: "2028-04-17" },
  ]);
});

test("days that do not exist, or in the wrong order, make no range", () => {
  expect(daysBetween("2027-02-29", "2027-03-01")).toEqual([]);
  expect(daysBetween("2027-03-02", "2027-03-01")).toEqual([]);
});
