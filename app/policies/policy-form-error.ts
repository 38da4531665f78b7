/** The words for each are in the locale files. */
export type PolicyFormError =
  | "required"
  | "not-a-choice"
  | "not-a-whole-number"
  | "too-small"
  | "too-large"
  | "too-long"
  | "not-a-day"
  | "not-a-month"
  | "in-the-past"
  | "too-far"
  | "before-start"
  | "below-minimum"
  | "not-confirmed";
