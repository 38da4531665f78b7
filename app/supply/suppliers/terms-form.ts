import { amount, textOrNull, wholeNumber } from "./form-fields.ts";
import { mostLeadDays } from "./supplier-form.ts";
import { errorsOf, type SupplierFormErrors } from "./supplier-form-error.ts";
import { blankTerms, type TermsFields } from "./terms-fields.ts";
import type { z } from "zod";

/** What a form or a file gives, as text. What is left out stays as it is. */
export interface TermsInput {
  supplierSku?: unknown;
  price?: unknown;
  packUnits?: unknown;
  minimumUnits?: unknown;
  leadDays?: unknown;
  rank?: unknown;
}

export type TermsFormResult = { ok: true; gives: Partial<TermsFields> } | { ok: false; errors: SupplierFormErrors };

const mostUnits = 1_000_000;
const mostSources = 20;

const supplierSku = textOrNull(100);
const packUnits = wholeNumber(1, mostUnits, blankTerms.packUnits);
const minimumUnits = wholeNumber(1, mostUnits, blankTerms.minimumUnits);
const leadDays = wholeNumber(0, mostLeadDays, null);
const rank = wholeNumber(1, mostSources, blankTerms.rank);

/** A supplier's terms for a variant; an empty field is its default. Prices are in the supplier's currency. */
export function parseTermsForm(input: TermsInput, currency: string): TermsFormResult {
  const errors: SupplierFormErrors = {};
  const field = <Value>(name: keyof TermsInput, schema: z.ZodType<Value>): Value | undefined => {
    if (input[name] === undefined) return undefined;
    const result = schema.safeParse(input[name]);
    if (result.success) return result.data;
    Object.assign(errors, errorsOf(result.error.issues.map((each) => ({ ...each, path: [name] }))));
    return undefined;
  };
  const fields = {
    supplierSku: field("supplierSku", supplierSku),
    priceMinor: field("price", amount(currency)),
    packUnits: field("packUnits", packUnits),
    minimumUnits: field("minimumUnits", minimumUnits),
    leadDays: field("leadDays", leadDays),
    rank: field("rank", rank),
  };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, gives: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
}
