export interface LineTerms {
  /** Units a pack. */
  packUnits: number;
  /** Fewest units the supplier delivers. */
  minimumUnits: number;
}

/** What a supplier may refuse of a line: it is said, never forbidden. `next`: the nearest quantity it takes. */
export type TermsWarning =
  | { code: "below-minimum"; minimumUnits: number; next: number }
  | { code: "not-in-packs"; packUnits: number; next: number };

export function termsWarnings(units: number, { packUnits, minimumUnits }: LineTerms): TermsWarning[] {
  const pack = Math.max(1, packUnits);
  const next = Math.ceil(Math.max(units, minimumUnits) / pack) * pack;
  const warnings: TermsWarning[] = [];
  if (units < minimumUnits) warnings.push({ code: "below-minimum", minimumUnits, next });
  if (units % pack !== 0) warnings.push({ code: "not-in-packs", packUnits: pack, next });
  return warnings;
}
