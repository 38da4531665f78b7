import type { ArrivoMetafield, InventoryPolicy } from "./metafield.ts";
import type { VariantDecision } from "./decide-variant.ts";

export interface Aftermath {
  policy: InventoryPolicy;
  metafield: ArrivoMetafield | null;
  /** Null: nothing was taken over. */
  own: InventoryPolicy | null;
}

/** What stands in Shopify once a decision's publication is done (`isWritten`), or where it was not needed or failed. */
export function aftermath({ facts, publication }: VariantDecision, isWritten: boolean): Aftermath {
  const { currentPolicy, published } = facts.variant;
  if (!isWritten || publication.kind === "none") {
    return { policy: currentPolicy, metafield: published, own: published?.own ?? null };
  }
  switch (publication.kind) {
    case "publish":
      return { policy: publication.policy, metafield: publication.metafield, own: publication.metafield.own };
    case "restore":
      return { policy: publication.policy, metafield: null, own: null };
    case "forget":
      return { policy: currentPolicy, metafield: null, own: null };
  }
}
