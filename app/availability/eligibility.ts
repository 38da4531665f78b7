export interface EligibilityFacts {
  isTracked: boolean;
  isGiftCard: boolean;
  requiresShipping: boolean;
  productStatus: "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";
  /** `requiresComponents`: its stock is that of its parts. */
  isBundleParent: boolean;
}

export type Ineligibility = "gift-card" | "bundle-parent" | "archived" | "draft" | "digital" | "not-tracked";

/** Why Arrivo never touches a variant, the lasting reasons first; null where it may. */
export function findIneligibility(facts: EligibilityFacts): Ineligibility | null {
  if (facts.isGiftCard) return "gift-card";
  if (facts.isBundleParent) return "bundle-parent";
  if (facts.productStatus === "ARCHIVED") return "archived";
  if (facts.productStatus === "DRAFT") return "draft";
  if (!facts.requiresShipping) return "digital";
  if (!facts.isTracked) return "not-tracked";
  return null;
}
