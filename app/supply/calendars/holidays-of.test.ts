import { expect, test } from "vitest";
import { isDay } from "../day.ts";
import { holidayCountries, holidaysOf, namedHolidaysOf } from "./holidays-of.server.ts";

test("gives a country's public holidays of the days asked for, over the year's end, in order", async () => {
  expect(await holidaysOf({ country: "IT" }, "2026-12-20", 20)).toEqual([
    "2026-12-25",
    "2026-12-26",
    "2027-01-01",
    "2027-01-06",
  ]);
  expect(await holidaysOf({ country: "IT" }, "2026-12-25", 1)).toEqual(["2026-12-25"]);
});

test("knows the regions that keep others", async () => {
  const inJanuary = (region: string | null) => holidaysOf({ country: "DE", region }, "2027-01-02", 10);
  expect([await inJanuary(null), await inJanuary("BY")]).toEqual([[], ["2027-01-06"]]);
});

test("takes several days of one holiday, and no half day", async () => {
  // Eid al-Fitr begins on the evening before; International Women's Day is half a day in China.
  expect(await holidaysOf({ country: "SA" }, "2027-03-01", 20)).toEqual([
    "2027-03-09",
    "2027-03-10",
    "2027-03-11",
    "2027-03-12",
  ]);
  expect(await holidaysOf({ country: "CN" }, "2027-03-01", 20)).toEqual([]);
});

test("gives the day off that stands in for a holiday on a Sunday", async () => {
  expect(await holidaysOf({ country: "GB" }, "2027-12-25", 4)).toEqual([
    "2027-12-25",
    "2027-12-26",
    "2027-12-27",
    "2027-12-28",
  ]);
});

test("has none for a place it doesn't know, and a country's own for a region it doesn't", async () => {
  expect(await holidaysOf({ country: "ZZ" }, "2027-01-01", 400)).toEqual([]);
  expect(await holidaysOf({ country: "DE", region: "ZZ" }, "2027-01-01", 365)).toEqual(
    await holidaysOf({ country: "DE" }, "2027-01-01", 365),
  );
});

test("names them in the language asked for", async () => {
  expect(await namedHolidaysOf({ country: "DE" }, "2027-01-01", 1, "it")).toEqual([
    { day: "2027-01-01", name: "Capodanno" },
  ]);
});

test("lists every country by its code, and gives days of any, each once and in order", async () => {
  const countries = await holidayCountries();
  expect(countries.find(({ code }) => code === "IT")?.regions).toContainEqual({ code: "32", name: "Alto Adige" });
  expect(countries.filter(({ code }) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
  for (const { code } of countries.filter((_, index) => index % 9 === 0)) {
    const days = await holidaysOf({ country: code }, "2026-11-23", 400);
    expect(days.every(isDay)).toBe(true);
    expect(days).toEqual([...new Set(days)].sort());
  }
});
