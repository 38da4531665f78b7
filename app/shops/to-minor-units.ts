/**
 * ISO 4217's digits where they are not two. What a browser or Node says is how the currency is paid in cash: no hundredths
 * of a forint, though Shopify's amounts have them.
 */
const withoutPoint = new Set("BIF BYR CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const withThree = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

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

/** How many digits the currency has after its point; 2 where its code is none. */
export function digitsOf(currency: string): number {
  if (withoutPoint.has(currency)) return 0;
  return withThree.has(currency) ? 3 : 2;
}
