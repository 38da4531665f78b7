import { fromMinorUnits } from "./from-minor-units.ts";
import { digitsOf } from "./to-minor-units.ts";

/** An amount in its currency's smallest unit as a language writes it, with all that it holds: "1 234,56 Ft". */
export function moneyText(minor: number, currency: string, locale: string): string {
  const amount = fromMinorUnits(minor, currency);
  if (!/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`.trimEnd();
  const value = Number(amount);
  // The language's own digits are those that are paid in cash.
  const exact = Number.isInteger(value) ? {} : { minimumFractionDigits: digitsOf(currency) };
  return new Intl.NumberFormat(locale, { style: "currency", currency, ...exact }).format(value);
}
