/** Why a promise moved, in a merchant's own terms: what they may correct it to. */
export const correctedCauses = ["supplier-late", "short-receipt", "demand", "stock-correction", "rule"] as const;
export type CorrectedCause = (typeof correctedCauses)[number];
