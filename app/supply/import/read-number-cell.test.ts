import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecimalMark, detectDecimalMark, readNumberCell } from "./read-number-cell.ts";

test.each<[string, DecimalMark, string | null]>([
  ["1234.5", ".", "1234.5"],
  ["1,234.50", ".", "1234.50"],
  ["1.234,50", ",", "1234.50"],
  ["1 234,5", ",", "1234.5"],
  ["1'234.50", ".", "1234.50"],
  ["$12.50", ".", "12.50"],
  ["12,50 €", ",", "12.50"],
  ["EUR 12,50", ",", "12.50"],
  ["1,200", ".", "1200"],
  ["1.200", ",", "1200"],
  ["1.200", ".", "1.200"],
  ["-5", ".", "-5"],
  ["−5", ".", "-5"],
  ["12,50", ".", null],
  ["1.2.3", ".", null],
  ["5.", ".", null],
  ["", ".", null],
  ["twelve", ".", null],
  ["12 pcs", ".", null],
  ["1e3", ".", null],
])("%j with %j is %j", (cell, mark, number) => {
  expect(readNumberCell(cell, mark)).toBe(number);
});

const seen = (...texts: string[]) => texts.map((text, index) => ({ line: index + 2, text }));

test("one price says how all numbers are read", () => {
  expect(detectDecimalMark(seen("1.200", "3,50"))).toEqual({ kind: "known", mark: "," });
  expect(detectDecimalMark(seen("1,200", "3.50"))).toEqual({ kind: "known", mark: "." });
  expect(detectDecimalMark(seen("1.200.000"))).toEqual({ kind: "known", mark: "," });
  expect(detectDecimalMark(seen("0.125"))).toEqual({ kind: "known", mark: "." });
  expect(detectDecimalMark(seen("12", "1 200", "many"))).toEqual({ kind: "known", mark: null });
});

test("asks where nothing says it, and names both where the file has both", () => {
  expect(detectDecimalMark(seen("1.200", "7"))).toEqual({ kind: "ambiguous", examples: ["1.200"] });
  expect(detectDecimalMark(seen("3,50", "3.50"))).toEqual({
    kind: "both",
    point: { line: 3, text: "3.50" },
    comma: { line: 2, text: "3,50" },
  });
});

test("reads back what each country writes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1 }),
      fc.constantFrom("en-US", "de-DE", "it-IT", "fr-FR", "de-CH"),
      (cents, locale) => {
        const written = cents.map((each) => (each / 100).toLocaleString(locale, { minimumFractionDigits: 2 }));
        const detected = detectDecimalMark(seen(...written));
        expect(detected.kind).toBe("known");
        const mark = detected.kind === "known" ? (detected.mark ?? ".") : ".";
        expect(written.map((each) => Number(readNumberCell(each, mark)))).toEqual(cents.map((each) => each / 100));
      },
    ),
  );
});
