/** The words for each are in the locale files: common.json `field`, and suppliers.json `fault` for those it alone has. */
const supplierFormErrors = [
  "required",
  "not-a-choice",
  "not-a-whole-number",
  "too-small",
  "too-large",
  "too-long",
  "too-many",
  "not-a-day",
  "before-start",
  "not-an-email",
  "not-an-amount",
  "not-a-currency",
  "not-a-country",
  "no-working-day",
  "name-taken",
] as const;
export type SupplierFormError = (typeof supplierFormErrors)[number];

/** By field, dotted (`closures.0.to`); the first of each. */
export type SupplierFormErrors = Record<string, SupplierFormError>;

/** A schema's issues by field. A shape that no form of ours sends has zod's own words: none of the field's choices. */
export function errorsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): SupplierFormErrors {
  const errors: SupplierFormErrors = {};
  for (const { path, message } of issues)
    errors[path.map(String).join(".")] ??= supplierFormErrors.find((each) => each === message) ?? "not-a-choice";
  return errors;
}
