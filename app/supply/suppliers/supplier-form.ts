import { z } from "zod";
import { dayNumber, isDay } from "../day.ts";
import { amount, text, textOrNull, wholeNumber } from "./form-fields.ts";
import { errorsOf, type SupplierFormError, type SupplierFormErrors } from "./supplier-form-error.ts";
import type { SupplierFields } from "./supplier-fields.ts";

/** What a form or a file gives: text, lists of text. What is left out stays as it is. */
export interface SupplierInput {
  name?: unknown;
  contactName?: unknown;
  email?: unknown;
  currency?: unknown;
  leadDays?: unknown;
  leadDayCount?: unknown;
  /** "1" to "7" */
  workingWeekdays?: unknown;
  /** `{from, to, why}` */
  closures?: unknown;
  holidayCountry?: unknown;
  minimumOrder?: unknown;
  note?: unknown;
}

export type SupplierFormResult = { ok: true; fields: SupplierFields } | { ok: false; errors: SupplierFormErrors };

/** As far as any calendar of ours looks. */
export const mostLeadDays = 400;
const mostClosures = 60;
/** A closure longer than a year is a year mistyped: the supplier would never be open again. */
const longestClosureDays = 366;

const code = (error: SupplierFormError) => ({ error });
const at = (field: string, error: SupplierFormError) => ({ path: [field], error });

const day = z.string(code("not-a-day")).trim().refine(isDay, code("not-a-day"));
const closure = z
  .object({ from: day, to: day, why: text(100).default("") })
  .refine(({ from, to }) => !isDay(from) || !isDay(to) || from <= to, at("to", "before-start"))
  .refine(
    ({ from, to }) => !isDay(from) || !isDay(to) || dayNumber(to) - dayNumber(from) < longestClosureDays,
    at("to", "too-long"),
  );
const closures = z
  .array(closure, code("not-a-choice"))
  .max(mostClosures, code("too-many"))
  .transform((list) => list.toSorted((one, other) => (one.from < other.from ? -1 : 1)));

const weekdays = z
  .array(
    z.coerce
      .number(code("not-a-choice"))
      .int(code("not-a-choice"))
      .min(1, code("not-a-choice"))
      .max(7, code("not-a-choice")),
  )
  .min(1, code("no-working-day"))
  .transform((list) => [...new Set(list)].sort((one, other) => one - other));

const email = textOrNull(254).refine(
  (value) => value === null || z.email().safeParse(value).success,
  code("not-an-email"),
);
const currency = text(3)
  .toUpperCase()
  .refine((value) => currencies().includes(value), code("not-a-currency"));
const country = text(2)
  .toUpperCase()
  .refine((value) => /^([A-Z]{2})?$/.test(value), code("not-a-country"))
  .transform((value) => (value === "" ? null : value));

/**
 * A supplier after a form: every field given is checked, what is left out stays as `present` has it, and with one error
 * nothing is kept. Whether the name is free and the country's holidays are known is for whoever can look.
 */
export function parseSupplierForm(input: SupplierInput, present: SupplierFields): SupplierFormResult {
  const errors: SupplierFormErrors = {};
  const field = <Value>(name: keyof SupplierInput, schema: z.ZodType<Value>, kept: Value): Value => {
    if (input[name] === undefined) return kept;
    const result = schema.safeParse(input[name]);
    if (result.success) return result.data;
    Object.assign(errors, errorsOf(result.error.issues.map((each) => ({ ...each, path: [name, ...each.path] }))));
    return kept;
  };
  const paidIn = field("currency", currency, present.currency);
  const fields: SupplierFields = {
    name: field("name", text(100), present.name),
    contactName: field("contactName", text(100), present.contactName),
    email: field("email", email, present.email),
    currency: paidIn,
    leadDays: field("leadDays", wholeNumber(0, mostLeadDays, null), present.leadDays),
    leadDayCount: field("leadDayCount", z.enum(["working", "calendar"], code("not-a-choice")), present.leadDayCount),
    workingWeekdays: field("workingWeekdays", weekdays, present.workingWeekdays),
    closures: field("closures", closures, present.closures),
    holidayCountry: field("holidayCountry", country, present.holidayCountry),
    minimumOrderMinor: field("minimumOrder", amount(paidIn), present.minimumOrderMinor),
    note: field("note", text(2_000), present.note),
  };
  if (fields.name === "") errors.name ??= "required";
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, fields };
}

let known: readonly string[] | undefined;

/** Every currency there is, by its ISO code. */
export function currencies(): readonly string[] {
  known ??= Intl.supportedValuesOf("currency");
  return known;
}
