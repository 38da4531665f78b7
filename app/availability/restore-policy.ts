import type { ArrivoMetafield, InventoryPolicy } from "./metafield.ts";

export type RestoreStep =
  /** Arrivo never took the variant over. */
  | { kind: "nothing" }
  /**
   * First `policy` and `metafield` in one mutation, then the metafield goes. The one in between says "nothing to say" and
   * carries the policy, so a crash before the second step leaves a variant that restores again to the same.
   */
  | { kind: "restore"; policy: InventoryPolicy; metafield: ArrivoMetafield }
  /** Somebody changed the policy since: it stays as it is and is reported; only our metafield goes. */
  | { kind: "leave"; currentPolicy: InventoryPolicy; publishedPolicy: InventoryPolicy; own: InventoryPolicy };

/** How one variant gets back the policy it had before the takeover, by what Shopify says, never by our database. */
export function restorePolicy(currentPolicy: InventoryPolicy, published: ArrivoMetafield | null): RestoreStep {
  if (published === null) return { kind: "nothing" };
  const { policy: publishedPolicy, own } = published;
  if (currentPolicy !== publishedPolicy) return { kind: "leave", currentPolicy, publishedPolicy, own };
  const { by: _by, buffer: _buffer, ...kept } = published;
  return {
    kind: "restore",
    policy: own,
    metafield: { ...kept, state: "in-stock", policy: own, segments: [], left: null },
  };
}
