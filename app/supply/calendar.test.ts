import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Calendar, workingDaysFrom } from "./calendar.ts";
import { dayFromNumber, dayNumber, isDay, weekday } from "./day.ts";
import { pageDating } from "./page-dating.ts";
import { shipWindow } from "./ship-window.ts";
import { shopMoment } from "./shop-moment.ts";

const rome: Calendar = { workingWeekdays: [1, 2, 3, 4, 5], closedDays: [], cutOff: null, timeZone: "Europe/Rome" };
const days = (minDays: number, maxDays: number, kind: "working" | "calendar" = "working") =>
  ({ kind: "lead-time", minDays, maxDays, days: kind }) as const;
const at = (iso: string) => Date.parse(iso);

describe("the shop's wall", () => {
  test.each([
    ["2026-11-23T23:30:00Z", "Europe/Rome", "2026-11-24", "00:30"],
    ["2026-11-23T23:30:00Z", "America/Los_Angeles", "2026-11-23", "15:30"],
    ["2026-12-31T11:00:00Z", "Pacific/Kiritimati", "2027-01-01", "01:00"],
    // Clocks go forward at 02:00 and back at 03:00.
    ["2027-03-28T00:59:00Z", "Europe/Rome", "2027-03-28", "01:59"],
    ["2027-03-28T01:00:00Z", "Europe/Rome", "2027-03-28", "03:00"],
    ["2027-10-31T00:30:00Z", "Europe/Rome", "2027-10-31", "02:30"],
    ["2027-10-31T01:30:00Z", "Europe/Rome", "2027-10-31", "02:30"],
    ["2026-11-23T00:00:00Z", "Europe/London", "2026-11-23", "00:00"],
  ])("%s in %s", (instant, timeZone, day, time) => {
    expect(shopMoment(at(instant), timeZone)).toEqual({ day, time });
  });

  test("never runs backwards from day to day, over any change of the clocks", () => {
    const zones = fc.constantFrom("Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");
    const instant = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2030-12-31T00:00:00Z") });
    fc.assert(
      fc.property(instant, zones, (now, zone) => {
        const today = shopMoment(now, zone).day;
        const hoursOn = shopMoment(now + 23 * 3_600_000, zone).day;
        expect(isDay(today)).toBe(true);
        expect(dayNumber(hoursOn) - dayNumber(today)).toBeGreaterThanOrEqual(0);
        expect(dayNumber(hoursOn) - dayNumber(today)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test("day numbers and days are each other's way back, leap years among them", () => {
  expect(weekday(dayNumber("2026-11-23"))).toBe(1);
  expect([isDay("2028-02-29"), isDay("2027-02-29"), isDay("2027-2-9")]).toEqual([true, false, false]);
  fc.assert(
    fc.property(fc.integer({ min: -10_000, max: 60_000 }), (number) => {
      expect(dayNumber(dayFromNumber(number))).toBe(number);
      expect(weekday(number + 1)).toBe((weekday(number) % 7) + 1);
    }),
  );
});

describe("a lead time", () => {
  const monday = at("2026-11-23T09:00:00Z");

  test.each([
    ["counts working days after the first", days(10, 15), 0, { from: "2026-12-07", to: "2026-12-14" }],
    [
      "counts calendar days and moves on to a working one",
      days(5, 10, "calendar"),
      0,
      { from: "2026-11-30", to: "2026-12-03" },
    ],
    ["adds handling in the same days", days(10, 15), 2, { from: "2026-12-09", to: "2026-12-16" }],
    ["of nothing is today", days(0, 0), 0, { from: "2026-11-23", to: "2026-11-23" }],
  ])("%s", (_, eta, handlingDays, window) => {
    expect(shipWindow(eta, handlingDays, rome, monday)).toEqual({ ok: true, window });
  });

  test("passes over closed days and the year's end", () => {
    const closed = { ...rome, closedDays: ["2026-12-25", "2027-01-01"] };
    expect(shipWindow(days(1, 3), 0, closed, at("2026-12-30T09:00:00Z"))).toEqual({
      ok: true,
      window: { from: "2026-12-31", to: "2027-01-05" },
    });
  });

  test("counts from tomorrow past the cut-off, from Monday at the weekend", () => {
    const cutOff = { ...rome, cutOff: "14:00" };
    expect(shipWindow(days(0, 0), 0, cutOff, at("2026-11-23T12:59:00Z"))).toMatchObject({
      window: { from: "2026-11-23" },
    });
    expect(shipWindow(days(0, 0), 0, cutOff, at("2026-11-23T13:00:00Z"))).toMatchObject({
      window: { from: "2026-11-24" },
    });
    expect(shipWindow(days(0, 0), 0, cutOff, at("2026-11-27T13:00:00Z"))).toMatchObject({
      window: { from: "2026-11-30" },
    });
  });

  test("says so where the calendar has no working day, or not that many", () => {
    const never = { ...rome, workingWeekdays: [] };
    expect(shipWindow(days(1, 2), 0, never, monday)).toEqual({ ok: false, reason: "out-of-calendar" });
    expect(shipWindow(days(1, 9_999), 0, rome, monday)).toEqual({ ok: false, reason: "out-of-calendar" });
    expect(pageDating({ ...never, handlingDays: 0 }, monday).now).toBeNull();
  });
});

test("a fixed window and a month are told as they are, the past cut off, until their last day is over", () => {
  const now = at("2026-11-23T09:00:00Z");
  expect(shipWindow({ kind: "fixed", from: "2026-11-20", to: "2026-11-25" }, 3, rome, now)).toEqual({
    ok: true,
    window: { from: "2026-11-23", to: "2026-11-25" },
  });
  expect(shipWindow({ kind: "fixed", from: "2026-11-20", to: "2026-11-22" }, 0, rome, now)).toEqual({
    ok: false,
    reason: "passed",
  });
  expect(shipWindow({ kind: "month", month: "2028-02" }, 0, rome, now)).toEqual({
    ok: true,
    window: { from: "2028-02-01", to: "2028-02-29" },
  });
  expect(shipWindow({ kind: "unknown" }, 0, rome, now)).toEqual({ ok: false, reason: "unknown" });
});

const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  workingWeekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  closedDays: fc.array(fc.integer({ min: 20_700, max: 20_800 }).map(dayFromNumber), { maxLength: 30 }),
  cutOff: fc.constantFrom(null, "00:00", "14:00", "23:59"),
  timeZone: fc.constantFrom("Europe/Rome", "America/New_York", "Pacific/Auckland"),
});
const anyInstant = fc.integer({ min: 20_690, max: 20_790 }).map((day) => day * 86_400_000 + 41_000_000);

test("every end of a window is a working day, not before the order's day, and a longer lead time is never sooner", () => {
  fc.assert(
    fc.property(
      anyCalendar,
      anyInstant,
      fc.nat(30),
      fc.nat(20),
      fc.boolean(),
      (calendar, now, least, more, isWorking) => {
        const kind = isWorking ? "working" : "calendar";
        const result = shipWindow(days(least, least + more, kind), 0, calendar, now);
        if (!result.ok) return;
        const { orderDay } = workingDaysFrom(calendar, now);
        const { from, to } = result.window;
        expect(from <= to).toBe(true);
        for (const day of [from, to]) {
          expect(dayNumber(day)).toBeGreaterThanOrEqual(orderDay);
          expect(calendar.workingWeekdays).toContain(weekday(dayNumber(day)));
          expect(calendar.closedDays).not.toContain(day);
        }
        const longer = shipWindow(days(least + 1, least + more + 1, kind), 0, calendar, now);
        if (longer.ok) expect(longer.window.from >= from && longer.window.to >= to).toBe(true);
      },
    ),
  );
});
