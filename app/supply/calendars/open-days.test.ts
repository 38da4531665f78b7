import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Calendar, workingDaysFrom } from "../calendar.ts";
import { type Day, dayFromNumber, dayNumber, isDay, weekday } from "../day.ts";
import { leavingDays, leavingWindow } from "./arrival-to-leaving.ts";
import { openDays, type OpenDaysOf } from "./open-days.ts";
import { supplierCalendar } from "./supplier-calendar.ts";

const week = [1, 2, 3, 4, 5];
const italy: OpenDaysOf = {
  workingWeekdays: week,
  closures: [{ from: "2027-08-02", to: "2027-08-27" }],
  holidays: ["2026-12-25", "2027-01-01"],
};
const { isOpen, countOpenDays, addOpenDays } = openDays(italy);
const add = (day: Day, count: number) => {
  const found = addOpenDays(dayNumber(day), count);
  return found === null ? null : dayFromNumber(found);
};
const count = (from: Day, to: Day) => countOpenDays(dayNumber(from), dayNumber(to));

describe("open days", () => {
  test("leave out weekends, closures and holidays", () => {
    expect(["2026-12-24", "2026-12-25", "2026-12-26", "2027-08-10"].map((day) => isOpen(dayNumber(day)))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test.each<[string, Day, number, Day]>([
    ["on an open day is that day", "2026-12-24", 0, "2026-12-24"],
    ["on a closed day is the next open one", "2026-12-25", 0, "2026-12-28"],
    ["passes over the year's end", "2026-12-31", 1, "2027-01-04"],
    ["passes over August", "2027-07-30", 1, "2027-08-30"],
    ["goes back over August", "2027-08-30", -1, "2027-07-30"],
    ["goes back from a Saturday as many as are counted", "2026-12-19", -1, "2026-12-17"],
    ["meets a leap day", "2028-02-28", 1, "2028-02-29"],
  ])("adding %s", (_, day, days, expected) => {
    expect(add(day, days)).toBe(expected);
  });

  test("are counted with the last day and without the first, backwards below 0", () => {
    expect([count("2026-12-18", "2026-12-21"), count("2026-12-21", "2026-12-18")]).toEqual([1, -1]);
    expect([count("2026-12-24", "2026-12-27"), count("2027-07-30", "2027-08-29")]).toEqual([0, 0]);
  });

  test("are none in a calendar that never opens, and no search for one goes on for ever", () => {
    for (const never of [
      { ...italy, workingWeekdays: [] },
      { ...italy, closures: [{ from: "2000-01-01", to: "9999-12-31" }] },
    ]) {
      const { addOpenDays: search, countOpenDays: counted } = openDays(never);
      expect([0, 1, -1].map((days) => search(dayNumber("2027-03-01"), days))).toEqual([null, null, null]);
      expect(counted(dayNumber("2027-03-01"), dayNumber("2029-03-01"))).toBe(0);
    }
  });

  test("a closure with its days in the wrong order closes nothing", () => {
    const calendar = openDays({ ...italy, closures: [{ from: "2027-08-27", to: "2027-08-02" }] });
    expect(calendar.isOpen(dayNumber("2027-08-10"))).toBe(true);
  });
});

const anyDay = fc.integer({ min: dayNumber("2026-06-01"), max: dayNumber("2029-06-01") });
const anyOpenDays: fc.Arbitrary<OpenDaysOf> = fc.record({
  workingWeekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  closures: fc.array(
    fc.record({ from: anyDay, length: fc.nat(40) }).map(({ from, length }) => ({
      from: dayFromNumber(from),
      to: dayFromNumber(from + length),
    })),
    { maxLength: 6 },
  ),
  holidays: fc.array(anyDay.map(dayFromNumber), { maxLength: 40 }),
});
const isClosedByHand = (of: OpenDaysOf, day: number): boolean =>
  !of.workingWeekdays.includes(weekday(day)) ||
  of.holidays.includes(dayFromNumber(day)) ||
  of.closures.some(({ from, to }) => from <= dayFromNumber(day) && dayFromNumber(day) <= to);

test("counting in closed form is counting day by day", () => {
  fc.assert(
    fc.property(anyOpenDays, anyDay, fc.nat(300), (of, from, length) => {
      const calendar = openDays(of);
      let open = 0;
      for (let day = from + 1; day <= from + length; day += 1) {
        expect(calendar.isOpen(day)).toBe(!isClosedByHand(of, day));
        if (!isClosedByHand(of, day)) open += 1;
      }
      expect(calendar.countOpenDays(from, from + length)).toBe(open);
      expect(calendar.countOpenDays(from + length, from)).toBe(open === 0 ? 0 : -open);
    }),
  );
});

test("adding is counting's way back, ends on an open day, and never runs backwards", () => {
  fc.assert(
    fc.property(anyOpenDays, anyDay, fc.integer({ min: -60, max: 60 }), (of, day, days) => {
      const calendar = openDays(of);
      const found = calendar.addOpenDays(day, days);
      if (found === null) {
        expect(of.workingWeekdays.length).toBe(0);
        return;
      }
      expect(calendar.isOpen(found)).toBe(true);
      if (days !== 0 || calendar.isOpen(day)) expect(calendar.countOpenDays(day, found)).toBe(days);
      else expect(found).toBeGreaterThan(day);
      const later = calendar.addOpenDays(day, days + 1);
      if (later !== null) expect(later).toBeGreaterThanOrEqual(found);
    }),
  );
});

test("a supplier's row is a calendar, and a closure stored as something else closes nothing", () => {
  const closures = [{ from: "2027-08-02", to: "2027-08-27", why: "Ferragosto" }];
  const calendar = supplierCalendar({ workingWeekdays: week, closures }, ["2027-06-02"]);
  expect(["2027-08-10", "2027-06-02", "2027-06-03"].map((day) => calendar.isOpen(dayNumber(day)))).toEqual([
    false,
    false,
    true,
  ]);
  expect(supplierCalendar({ workingWeekdays: week, closures: "August" }, []).isOpen(dayNumber("2027-08-10"))).toBe(
    true,
  );
});

describe("from arrival to leaving", () => {
  const rome: Calendar = {
    workingWeekdays: week,
    closedDays: ["2026-12-25"],
    cutOff: "14:00",
    timeZone: "Europe/Rome",
  };
  const now = Date.parse("2026-11-23T09:00:00Z");

  test.each([
    ["is the same day without handling", { from: "2026-12-01", to: "2026-12-03" }, 0, "2026-12-01", "2026-12-03"],
    ["adds working days", { from: "2026-12-03", to: "2026-12-04" }, 2, "2026-12-07", "2026-12-08"],
    ["begins on the next working day", { from: "2026-12-05", to: "2026-12-06" }, 1, "2026-12-08", "2026-12-08"],
    ["passes over closed days", { from: "2026-12-24", to: "2026-12-25" }, 1, "2026-12-28", "2026-12-29"],
    ["never begins before today", { from: "2026-11-02", to: "2026-11-24" }, 1, "2026-11-24", "2026-11-25"],
  ])("%s", (_, arrival, handlingDays, from, to) => {
    expect(leavingWindow(arrival, handlingDays, rome, now)).toEqual({ from, to });
  });

  test("is nobody's knowledge once the last day is over, or where the shop never works", () => {
    expect(leavingWindow({ from: "2026-11-02", to: "2026-11-22" }, 5, rome, now)).toBeNull();
    const arrival = { from: "2026-12-01", to: "2026-12-03" };
    expect(leavingWindow(arrival, 0, { ...rome, workingWeekdays: [] }, now)).toBeNull();
  });

  test("counts today by the shop's wall, not by ours", () => {
    const arrival = { from: "2026-11-01", to: "2026-11-23" };
    const lateEvening = Date.parse("2026-11-23T23:30:00Z");
    expect(leavingWindow(arrival, 0, rome, lateEvening)).toBeNull();
    expect(leavingWindow(arrival, 0, { ...rome, timeZone: "America/New_York" }, lateEvening)).toEqual({
      from: "2026-11-23",
      to: "2026-11-23",
    });
  });

  test("over any clock change, year end and leap day: on working days, in order, later for a later arrival", () => {
    const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
      workingWeekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
      closedDays: fc.array(anyDay.map(dayFromNumber), { maxLength: 30 }),
      cutOff: fc.constantFrom(null, "00:00", "14:00"),
      timeZone: fc.constantFrom("Europe/Rome", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe"),
    });
    const anyInstant = fc.integer({ min: Date.parse("2026-12-30"), max: Date.parse("2028-03-30") });
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyDay, fc.nat(20), fc.nat(15), (calendar, at, first, length, handling) => {
        const leaving = leavingDays(calendar, at);
        const arrival = { from: dayFromNumber(first), to: dayFromNumber(first + length) };
        const window = leaving(arrival, handling);
        const today = dayFromNumber(workingDaysFrom(calendar, at).today);
        if (window === null) {
          expect(arrival.to < today || calendar.workingWeekdays.length === 0).toBe(true);
          return;
        }
        expect(window.from <= window.to && window.from >= today && window.to >= arrival.to).toBe(true);
        for (const day of [window.from, window.to]) {
          expect(isDay(day) && calendar.workingWeekdays.includes(weekday(dayNumber(day)))).toBe(true);
          expect(calendar.closedDays).not.toContain(day);
        }
        const later = leaving({ from: arrival.from, to: dayFromNumber(first + length + 1) }, handling + 1);
        expect(later === null || (later.from > window.from && later.to > window.to)).toBe(true);
      }),
    );
  });
});
