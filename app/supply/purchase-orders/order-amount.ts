import { digitsOf } from "../../shops/to-minor-units.ts";

/** What a person wrote, with a point or a comma, in the currency's smallest unit; null where it is no amount of it. */
export function parseAmount(text: string, currency: string): number | null {
  const decimals = digitsOf(currency);
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const [, whole = "0", fraction = ""] = match;
  if (fraction.length > decimals) return null;
  return Number(whole) * 10 ** decimals + Number(fraction.padEnd(decimals, "0") || "0");
}

/** The same back as plain text, for a field or a file: "12.50". */
export function amountText(minor: number, currency: string): string {
  const decimals = digitsOf(currency);
  return (minor / 10 ** decimals).toFixed(decimals);
}
