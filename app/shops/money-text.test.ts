import { expect, it } from "vitest";
import { moneyText } from "./money-text.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

it.each([
  [1250, "EUR", "en", "€12.50"],
  [1200, "EUR", "de", "12,00 €"],
  [1200, "JPY", "en", "¥1,200"],
  [1234, "KWD", "en", "KWD 1.234"],
  // As it is paid, and to the hundredth where there are any: an exact refund is said exactly.
  [123_400, "HUF", "hu", "1234 Ft"],
  [123_456, "HUF", "hu", "1234,56 Ft"],
  // No currency of the languages' lists.
  [1250, "USDC", "en", "12.50 USDC"],
  [1250, "", "en", "12.50"],
])("says %i of %s in %s", (minor, currency, locale, said) => {
  expect(plain(moneyText(minor, currency, locale))).toBe(said);
});
