import { expect, test } from "vitest";
import { closedDaysFrom } from "./closed-days-from.ts";

const holidays = ["2026-12-25", "2026-12-26", "2027-01-01"];

test("the merchant's own days and the holidays are one list, in order and each once", () => {
  expect(closedDaysFrom("2026-12-01", ["2026-12-28", "2026-12-25"], holidays, [])).toEqual([
    "2026-12-25",
    "2026-12-26",
    "2026-12-28",
    "2027-01-01",
  ]);
});

test("a holiday that is worked closes nothing, unless the merchant closes it", () => {
  expect(closedDaysFrom("2026-12-01", [], holidays, ["2026-12-26"])).toEqual(["2026-12-25", "2027-01-01"]);
  expect(closedDaysFrom("2026-12-01", ["2026-12-26"], holidays, ["2026-12-26"])).toEqual(holidays);
});

test("what is past, or further than a calendar looks, is left out", () => {
  expect(closedDaysFrom("2026-12-26", ["2028-01-30", "2028-01-31"], holidays, [])).toEqual([
    "2026-12-26",
    "2027-01-01",
    "2028-01-30",
  ]);
});
