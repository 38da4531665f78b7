import fc from "fast-check";
import { expect, test } from "vitest";
import { dayFromNumber } from "../day.ts";
import { detectDayOrder } from "./detect-day-order.ts";
import { readDayCell } from "./read-day-cell.ts";

test.each([
  ["2026-12-31", "2026-12-31"],
  ["2026/1/5", "2026-01-05"],
  ["20261231", "2026-12-31"],
  ["2026-12-31T23:30:00Z", "2026-12-31"],
  ["2026-12-31 10:00:00 +0100", "2026-12-31"],
  ["31/12/2026", "2026-12-31"],
  ["31.12.2026", "2026-12-31"],
  ["31. 12. 26", "2026-12-31"],
  ["31/12/2026 10:30", "2026-12-31"],
  ["Mar 5, 2027", "2027-03-05"],
  ["March 5th, 2027", "2027-03-05"],
  ["Fri, 5 March 2027", "2027-03-05"],
  ["Mar 5, 2027, 10:30 AM", "2027-03-05"],
  ["05-Mar-27", "2027-03-05"],
  ["5 marzo 2027", "2027-03-05"],
  ["5. März 2027", "2027-03-05"],
  ["5 août 2027", "2027-08-05"],
])("%s is %s", (cell, day) => {
  expect(readDayCell(cell, "day-first")).toBe(day);
});

test.each([
  "",
  "soon",
  "2027-02-29",
  "31/02/2027",
  "13/13/2026",
  "46022",
  "March 2027",
  "March May 5, 2027",
  "5/3",
  "1926-01-01",
  "12.50",
])("%j is no day", (cell) => {
  expect(readDayCell(cell, "day-first")).toBeNull();
});

test("reads two numbers by the file's order", () => {
  expect(readDayCell("5/3/2027", "day-first")).toBe("2027-03-05");
  expect(readDayCell("5/3/2027", "month-first")).toBe("2027-05-03");
  expect(readDayCell("12/31/2026", "month-first")).toBe("2026-12-31");
  expect(readDayCell("12/31/2026", "day-first")).toBeNull();
});

const seen = (...texts: string[]) => texts.map((text, index) => ({ line: index + 2, text }));

test("one day past the twelfth says how all are read", () => {
  expect(detectDayOrder(seen("05/03/2027", "31/12/2026"))).toEqual({ kind: "known", order: "day-first" });
  expect(detectDayOrder(seen("05/03/2027", "12/31/2026"))).toEqual({ kind: "known", order: "month-first" });
  expect(detectDayOrder(seen("2027-03-05", "Mar 5, 2027", "05/05/2027", ""))).toEqual({ kind: "known", order: null });
});

test("asks where nothing says it, and names both where the file has both", () => {
  expect(detectDayOrder(seen("05/03/2027", "04.03.2027", "2027-03-31"))).toEqual({
    kind: "ambiguous",
    examples: ["05/03/2027", "04.03.2027"],
  });
  expect(detectDayOrder(seen("31/12/2026", "12/31/2026", "30/12/2026"))).toEqual({
    kind: "both",
    dayFirst: { line: 2, text: "31/12/2026" },
    monthFirst: { line: 3, text: "12/31/2026" },
  });
});

test("never reads another day than was written, whatever the order detected", () => {
  const pad = (value: string | undefined) => String(Number(value));
  const days = fc.array(fc.integer({ min: 18_000, max: 30_000 }).map(dayFromNumber), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      days,
      fc.constantFrom("day-first", "month-first"),
      fc.constantFrom("/", ".", "-"),
      (all, order, sign) => {
        const write = (day: string) => {
          const [year, month, date] = day.split("-");
          return (order === "day-first" ? [pad(date), pad(month), year] : [pad(month), pad(date), year]).join(sign);
        };
        const detected = detectDayOrder(seen(...all.map(write)));
        expect(detected.kind).not.toBe("both");
        if (detected.kind !== "known") return;
        const used = detected.order ?? "month-first";
        expect(all.map((day) => readDayCell(write(day), used))).toEqual(all);
      },
    ),
  );
});
