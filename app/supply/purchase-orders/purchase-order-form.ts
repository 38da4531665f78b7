import { z } from "zod";
import { parseGid, type VariantGid } from "../../ids.ts";
import { dayOrNull, wholeNumber } from "../../policies/policy-form-fields.ts";
import type { Day } from "../day.ts";
import type { LineUnits } from "./line-units.ts";
import { parseAmount } from "./order-amount.ts";
import type { OrderFormError } from "./order-form-error.ts";

/** What the form sends: everything as text. A line without an id is new. */
export interface OrderFormInput {
  supplierId?: unknown;
  locationId?: unknown;
  note?: unknown;
  /** `[{id?, variantId, units, price, supplierSku, expectedOn}]`, in the order in which they stand. */
  lines?: unknown;
}

export interface OrderFormLine {
  /** Null: a new line. */
  id: string | null;
  variantId: VariantGid;
  units: number;
  priceMinor: number | null;
  supplierSku: string | null;
  expectedOn: Day | null;
}

export interface OrderForm {
  supplierId: string;
  locationId: string;
  note: string;
  lines: OrderFormLine[];
}

export interface OrderFormContext {
  currency: string;
  /** What the order holds now, by line. */
  kept: ReadonlyMap<string, LineUnits & { title: string }>;
}

/** Errors by field, dotted (`lines.0.units`); the first of each. */
export type OrderFormResult = { ok: true; form: OrderForm } | { ok: false; errors: Record<string, OrderFormError> };

export const mostLines = 500;
const mostUnits = 1_000_000;
const longestNote = 2_000;
const longestSku = 100;

const shortText = (longest: number) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.trim() : (value ?? "")),
    z.string({ error: "not-a-choice" }).max(longest, { error: "too-long" }),
  );
const chosen = z.preprocess(
  (value) => (typeof value === "string" && value !== "" ? value : undefined),
  z.string({ error: "required" }).max(200, { error: "too-long" }),
);

function lineIn(currency: string) {
  return z.object({
    id: z.preprocess((value) => value ?? null, z.string().nullable()),
    variantId: z.custom<VariantGid>(
      (value) => typeof value === "string" && parseGid("ProductVariant", value) !== null,
      { error: "unknown-variant" },
    ),
    units: wholeNumber(1, mostUnits),
    price: z.preprocess(
      (value) => (typeof value === "string" && value.trim() !== "" ? value : null),
      z
        .string()
        .refine((text) => parseAmount(text, currency) !== null, { error: "not-an-amount" })
        .nullable(),
    ),
    supplierSku: shortText(longestSku),
    expectedOn: dayOrNull,
  });
}

/** A purchase order from what its form sends; nothing of a form with an error is kept. */
export function parseOrderForm(input: OrderFormInput, { currency, kept }: OrderFormContext): OrderFormResult {
  const schema = z.object({
    supplierId: chosen,
    locationId: chosen,
    note: shortText(longestNote),
    lines: z.array(lineIn(currency)).min(1, { error: "no-lines" }).max(mostLines, { error: "too-many-lines" }),
  });
  const result = schema.safeParse({ ...input, lines: input.lines ?? [] });
  const errors: Record<string, OrderFormError> = {};
  if (!result.success) {
    for (const { path, message } of result.error.issues) {
      // Justified cast: every schema above names its errors by these codes.
      errors[path.join(".")] ??= message as OrderFormError;
    }
    return { ok: false, errors };
  }
  const { lines, ...order } = result.data;
  const named = new Set<string>();
  lines.forEach(({ id, units }, index) => {
    if (id === null) return;
    const before = kept.get(id);
    if (before === undefined || named.has(id)) errors[`lines.${index}.variantId`] = "unknown-line";
    else if (units < Math.min(before.orderedUnits, before.receivedUnits + before.closedUnits))
      errors[`lines.${index}.units`] = "below-received";
    named.add(id);
  });
  for (const [id, { receivedUnits }] of kept)
    if (receivedUnits > 0 && !named.has(id)) errors["lines"] = "line-has-receipts";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    form: {
      ...order,
      lines: lines.map(({ price, supplierSku, ...line }) => ({
        ...line,
        priceMinor: price === null ? null : parseAmount(price, currency),
        supplierSku: supplierSku === "" ? null : supplierSku,
      })),
    },
  };
}
