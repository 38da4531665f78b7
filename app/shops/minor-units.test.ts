import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountText, parseAmount } from "../supply/purchase-orders/order-amount.ts";
import { fromMinorUnits } from "./from-minor-units.ts";
import { digitsOf, hasOnlyDecimalsOf, toMinorUnits } from "./to-minor-units.ts";

describe("an amount in a currency's smallest unit", () => {
  it.each([
    ["EUR", "12.50", 1250],
    // Shopify says amounts of currencies without a point with one too.
    ["JPY", "1000.0", 1000],
    ["KRW", "15000", 15_000],
    ["ISK", "990.0", 990],
    ["KWD", "1.234", 1234],
    ["BHD", "0.005", 5],
    ["TND", "10.0", 10_000],
    // Nobody pays with its hundredths, and Shopify reckons in them: a refund's share, a tax.
    ["HUF", "1234.56", 123_456],
    ["COP", "9990.33", 999_033],
    ["IDR", "150000.67", 15_000_067],
    ["PKR", "333.33", 33_333],
    ["IQD", "1.005", 1005],
    // Shopify's own, which no list of currencies has.
    ["USDC", "12.50", 1250],
  ])("loses nothing of what Shopify says: %s %s", (currency, amount, minor) => {
    expect(toMinorUnits(amount, currency)).toBe(minor);
    expect(Number(fromMinorUnits(minor, currency))).toBe(Number(amount));
    expect(hasOnlyDecimalsOf(currency, amount)).toBe(true);
  });

  it("is the same there and back, in every currency and as a person writes it", () => {
    const currencies = ["EUR", "JPY", "KWD", "HUF", "COP", "VND", "CLP", "OMR", "USDC", ""];
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.integer({ min: 0, max: 100_000_000 }), (currency, minor) => {
        const text = fromMinorUnits(minor, currency);
        expect(toMinorUnits(text, currency)).toBe(minor);
        expect(amountText(minor, currency)).toBe(text);
        expect(parseAmount(text, currency)).toBe(minor);
        expect(text.split(".")[1]?.length ?? 0).toBe(digitsOf(currency));
      }),
    );
  });
});
