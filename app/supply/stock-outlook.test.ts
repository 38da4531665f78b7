import { expect, test } from "vitest";
import { type OutlookLine, stockOutlook } from "./stock-outlook.ts";

const today = "2027-03-01";
const line = (id: string, units: number, to: string | null): OutlookLine => ({
  id,
  name: id.toUpperCase(),
  units,
  window: to === null ? null : { from: today, to },
});

test("stock rises by what comes, on the last day of its window", () => {
  const { steps, arrivals, to } = stockOutlook(today, -6, [line("b", 10, "2027-04-01"), line("a", 4, "2027-03-10")]);
  expect(steps).toEqual([
    { day: today, units: -6 },
    { day: "2027-03-10", units: -2 },
    { day: "2027-04-01", units: 8 },
  ]);
  expect(arrivals.map(({ id, after }) => [id, after])).toEqual([
    ["a", -2],
    ["b", 8],
  ]);
  expect(to).toBe("2027-04-08");
});

test("two that come on one day are one step, and what nobody can date is none", () => {
  const outlook = stockOutlook(today, 0, [
    line("a", 4, "2027-03-10"),
    line("b", 3, "2027-03-10"),
    line("late", 5, "2027-02-20"),
    line("unknown", 2, null),
  ]);
  expect(outlook.steps).toEqual([
    { day: today, units: 0 },
    { day: "2027-03-10", units: 7 },
  ]);
  expect(outlook.undated.map(({ id }) => id)).toEqual(["late", "unknown"]);
});

test("shows four weeks where nothing comes", () => {
  expect(stockOutlook(today, 3, [])).toMatchObject({ steps: [{ units: 3 }], to: "2027-03-29" });
});
