import { z } from "zod";
import { parseAmount } from "../purchase-orders/order-amount.ts";
import type { SupplierFormError } from "./supplier-form-error.ts";

/** The fields of a supplier's forms: everything comes as text, and errors are codes, never words. */
const code = (error: SupplierFormError) => ({ error });

export const text = (longest: number) => z.string(code("not-a-choice")).trim().max(longest, code("too-long"));

/** An empty text is none. */
export const textOrNull = (longest: number) => text(longest).transform((value) => (value === "" ? null : value));

const digits = z.string(code("not-a-whole-number")).trim();

/** Empty: `otherwise`. */
export function wholeNumber<Otherwise extends number | null>(least: number, most: number, otherwise: Otherwise) {
  return digits
    .refine((value) => /^(-?\d{1,15})?$/.test(value), code("not-a-whole-number"))
    .transform((value): number | Otherwise => (value === "" ? otherwise : Number(value)))
    .refine((value) => value === null || value >= least, code("too-small"))
    .refine((value) => value === null || value <= most, code("too-large"));
}

/** Largest amount that every part of the program carries exactly. */
const mostMinor = 1_000_000_000_000;

const amounts = new Map<string, ReturnType<typeof amountIn>>();

/** Empty: null. Made once for each currency: a file reads a hundred thousand. */
export function amount(currency: string): ReturnType<typeof amountIn> {
  const known = amounts.get(currency);
  if (known !== undefined) return known;
  const made = amountIn(currency);
  amounts.set(currency, made);
  return made;
}

function amountIn(currency: string) {
  return z
    .string(code("not-an-amount"))
    .trim()
    .transform((value) => (value === "" ? null : (parseAmount(value, currency) ?? Number.NaN)))
    .refine((minor) => minor === null || !Number.isNaN(minor), code("not-an-amount"))
    .refine((minor) => minor === null || minor <= mostMinor, code("too-large"));
}
