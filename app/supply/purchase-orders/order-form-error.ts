import type { PolicyFormError } from "../../policies/policy-form-error.ts";

/** What only an order's form can say; the words are in orders.json, `field`. */
export const orderErrors = [
  "not-an-amount",
  "no-lines",
  "too-many-lines",
  "unknown-variant",
  "unknown-line",
  "unknown-supplier",
  "supplier-archived",
  "unknown-location",
  "below-received",
  "line-has-receipts",
] as const;
export type OrderError = (typeof orderErrors)[number];

export type OrderFormError = PolicyFormError | OrderError;
