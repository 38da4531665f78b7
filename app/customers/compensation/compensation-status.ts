/**
 * `new`: to be looked at. `none`: no rule gives anything, or the customer was given something for the same cause.
 * `promised`: a waiting reward, until the item ships. `to-approve`: a person decides. `over-budget`: the month's budget has
 * no room for it; a person may give it later. `approved`: to be given. `asking`: Shopify was asked, and its answer is not
 * stored yet. `issued`: the customer's. `used`, `expired`, `disabled`: a code's ends. `declined`: by a person. `ended`:
 * nothing is left of the lines, before anything was given. `failed`: Shopify refuses it; a person may try again.
 */
export type CompensationStatus =
  | "new"
  | "none"
  | "promised"
  | "to-approve"
  | "over-budget"
  | "approved"
  | "asking"
  | "issued"
  | "used"
  | "expired"
  | "disabled"
  | "declined"
  | "ended"
  | "failed";

/** Of the month's budget these take their share: given, or as good as given. */
export const budgetStatuses: readonly CompensationStatus[] = ["approved", "asking", "issued", "used"];
/** A person decides. */
export const queueStatuses: readonly CompensationStatus[] = ["to-approve", "over-budget", "failed"];
