import fc from "fast-check";
import { expect, test } from "vitest";
import { amountText, parseAmount } from "./order-amount.ts";

test.each([
  ["12.5", "EUR", 1250],
  ["12,05", "EUR", 1205],
  [" 3 ", "USD", 300],
  ["1200", "JPY", 1200],
  ["1.250", "KWD", 1250],
  ["0", "EUR", 0],
  ["1.255", "EUR", null],
  ["12.5", "JPY", null],
  ["1,200.00", "USD", null],
  ["-3", "EUR", null],
  ["three", "EUR", null],
  ["", "EUR", null],
])("%j in %s", (text, currency, minor) => {
  expect(parseAmount(text, currency)).toBe(minor);
});

test("an amount written is the amount read", () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), fc.constantFrom("EUR", "JPY", "KWD", "?"), (minor, currency) => {
      expect(parseAmount(amountText(minor, currency), currency)).toBe(minor);
    }),
  );
});
