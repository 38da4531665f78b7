/** What a supplier asks for one variant. */
export interface TermsFields {
  supplierSku: string | null;
  /** For one unit, in the supplier's currency's smallest unit; null: not known. */
  priceMinor: number | null;
  packUnits: number;
  minimumUnits: number;
  /** Counted as the supplier's; null: the supplier's. */
  leadDays: number | null;
  /** 1 is the preferred supplier of the variant, 2 the second source. */
  rank: number;
}

export const blankTerms: TermsFields = {
  supplierSku: null,
  priceMinor: null,
  packUnits: 1,
  minimumUnits: 1,
  leadDays: null,
  rank: 1,
};
