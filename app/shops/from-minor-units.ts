import { digitsOf } from "./to-minor-units.ts";

/** An amount in the currency's smallest unit as Shopify takes it ("12.50"). */
export function fromMinorUnits(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}
