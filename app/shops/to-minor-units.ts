const digits = new Map<string, number>();

/** Money as Shopify gives it ("12.50") in the currency's smallest unit; 0 where the text is no amount. */
export function toMinorUnits(amount: string, currency: string): number {
  const value = Number(amount);
  return Number.isFinite(value) ? Math.round(value * 10 ** digitsOf(currency)) : 0;
}

/** Whether the currency can say a decimal number ("12.50") without rounding it. */
export function hasOnlyDecimalsOf(currency: string, amount: string): boolean {
  const decimals = (amount.split(".")[1] ?? "").replace(/0+$/, "");
  return decimals.length <= digitsOf(currency);
}

/** How many digits the currency has after its point. */
export function digitsOf(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  const found = options.maximumFractionDigits ?? 2;
  digits.set(currency, found);
  return found;
}
