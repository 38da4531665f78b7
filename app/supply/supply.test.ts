import { expect, test } from "vitest";
import { gid, type LocationGid } from "../ids.ts";
import { supplierCalendar } from "./calendars/supplier-calendar.ts";
import type { Day } from "./day.ts";
import { keptLevels, type KnownLateness, type LatenessQuantiles } from "./lateness/lateness-quantiles.ts";
import type { OpenLine } from "./open-line.ts";
import { supplyFrom } from "./supply.ts";

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const itemId = gid("InventoryItem", 1);
// Justified cast: what the factory gives is a location's id.
const locationId = gid("Location", 1) as LocationGid;
const always = (days: number): LatenessQuantiles => ({
  basis: "supplier",
  receiptCount: 20,
  days: keptLevels.map(() => days),
});
/** Early at the 10th percentile, so many days late at the 90th. */
const upTo = (days: number): LatenessQuantiles => ({
  ...always(days),
  days: keptLevels.map((level) => (level < 0.5 ? -1 : days)),
});

function windowOf(
  line: Pick<OpenLine, "expectedOn" | "statedOn">,
  lateness: KnownLateness | null,
  closures: { from: Day; to: Day }[] = [],
) {
  const supply = supplyFrom({
    lines: [
      {
        id: "po:1",
        inventoryItemId: itemId,
        locationId,
        units: 5,
        supplierId: "s",
        variantId: null,
        source: { kind: "purchase-order", id: "1", number: "PO-1" },
        ...line,
      },
    ],
    terms: new Map(),
    latenessOf: () => lateness,
    calendarOf: () => supplierCalendar({ workingWeekdays: everyDay, closures }, []),
    calendar: { timeZone: "Europe/Rome", workingWeekdays: everyDay, closedDays: [], cutOff: null },
    caution: "balanced",
    nowAt: Date.parse("2027-01-01T09:00:00Z"),
  });
  return supply.inboundOf(itemId, { caution: null, handlingDays: 0 })[0]?.window;
}

test("a line on the day first stated comes as late as its supplier does", () => {
  const line = { expectedOn: "2027-03-01", statedOn: "2027-03-01" };
  expect(windowOf(line, { ...always(10), moved: null })).toEqual({ from: "2027-03-11", to: "2027-03-11" });
  expect(windowOf(line, { ...always(10), moved: always(0) })).toEqual({ from: "2027-03-11", to: "2027-03-11" });
  expect(windowOf({ ...line, statedOn: null }, { ...always(10), moved: null })?.to).toBe("2027-03-11");
  expect(windowOf(line, null)).toEqual({ from: "2027-03-01", to: "2027-03-01" });
});

test("days announced since are not counted a second time", () => {
  const moved = { expectedOn: "2027-03-11", statedOn: "2027-03-01" };
  expect(windowOf(moved, { ...always(10), moved: null })).toEqual({ from: "2027-03-11", to: "2027-03-11" });
  expect(windowOf(moved, { ...always(14), moved: null })).toEqual({ from: "2027-03-15", to: "2027-03-15" });
  // More was announced than was forecast, and an early end of the window stays one.
  expect(windowOf(moved, { ...upTo(4), moved: null })).toEqual({ from: "2027-03-10", to: "2027-03-11" });
});

test("a day moved forward has used up no lateness", () => {
  const sooner = { expectedOn: "2027-02-20", statedOn: "2027-03-01" };
  expect(windowOf(sooner, { ...always(10), moved: null })).toEqual({ from: "2027-03-02", to: "2027-03-02" });
});

test("where moved lines have a record, it counts: days announced may be kept, or moved again", () => {
  const moved = { expectedOn: "2027-03-11", statedOn: "2027-03-01" };
  expect(windowOf(moved, { ...always(20), moved: always(0) })?.to).toBe("2027-03-11");
  expect(windowOf(moved, { ...always(10), moved: upTo(7) })).toEqual({ from: "2027-03-10", to: "2027-03-18" });
});

test("days announced over a closure are none of lateness", () => {
  const moved = { expectedOn: "2027-03-11", statedOn: "2027-03-01" };
  const shut = [{ from: "2027-03-02", to: "2027-03-09" }];
  // Two open days announced of the four forecast.
  expect(windowOf(moved, { ...always(4), moved: null }, shut)?.to).toBe("2027-03-13");
});
