import fc from "fast-check";
import { expect, test } from "vitest";
import { readDecimal } from "./read-decimal.ts";

test.each([
  ["1234.5", 2, 123_450],
  ["1.234,50", 2, 123_450],
  ["1,234.50", 2, 123_450],
  ["1 234,5", 2, 123_450],
  ["1'234.50", 2, 123_450],
  ["1.234.567", 2, 123_456_700],
  ["1,234,567.8", 2, 123_456_780],
  ["12,5", 2, 1250],
  ["-0,05", 2, -5],
  ["1.234", 3, 1234],
  ["1,000", 0, 1000],
  ["7", 0, 7],
])("%s with %i digits is %i", (text, digits, minor) => {
  expect(readDecimal(text, digits)).toEqual({ ok: true, minor });
});

test.each([
  ["", 2, "not-a-number"],
  ["abc", 2, "not-a-number"],
  ["€ 5", 2, "not-a-number"],
  ["5.", 2, "not-a-number"],
  ["1,23,4", 2, "not-a-number"],
  ["1.2.3,4", 2, "not-a-number"],
  ["12.3456", 2, "not-a-number"],
  ["12.5", 0, "not-a-number"],
  ["99999999999999999999", 2, "not-a-number"],
  ["1.234", 2, "ambiguous"],
  ["12,345", 2, "ambiguous"],
])("%s with %i digits is %s", (text, digits, reason) => {
  expect(readDecimal(text, digits)).toEqual({ ok: false, reason });
});

test("reads back what each country writes", () => {
  const written = fc.record({
    minor: fc.integer({ min: -1e12, max: 1e12 }),
    locale: fc.constantFrom("en-US", "de-DE", "it-IT", "fr-FR", "de-CH"),
  });
  fc.assert(
    fc.property(written, ({ minor, locale }) => {
      const text = (minor / 100)
        .toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
        .replace("−", "-");
      expect(readDecimal(text, 2)).toEqual({ ok: true, minor: minor === 0 ? 0 : minor });
    }),
  );
});
