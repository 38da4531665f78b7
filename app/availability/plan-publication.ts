import type { ShopState } from "../shops/shop-state.ts";
import type { Availability } from "./availability.ts";
import type { ArrivoMetafield, InventoryPolicy } from "./metafield.ts";
import { restorePolicy } from "./restore-policy.ts";
import { showsTheSame } from "./shows-the-same.ts";

export type Publication =
  | { kind: "none" }
  /** Policy and metafield in one mutation. */
  | { kind: "publish"; policy: InventoryPolicy; metafield: ArrivoMetafield }
  /** Policy and metafield in one mutation, then the metafield is deleted. */
  | { kind: "restore"; policy: InventoryPolicy; metafield: ArrivoMetafield }
  /** The metafield is deleted; the policy is somebody else's by now and stays. */
  | { kind: "forget" };

/**
 * What has to be written to Shopify for a decision to stand there. Nothing while the page already shows it, and nothing
 * ever while the shop is only watching.
 */
export function planPublication(
  { metafield, publishedPolicy, own }: Availability,
  shopState: ShopState,
  currentPolicy: InventoryPolicy,
  published: ArrivoMetafield | null,
): Publication {
  if (shopState === "watching") return { kind: "none" };
  if (metafield === null) {
    const step = restorePolicy(currentPolicy, published);
    if (step.kind === "restore") return step;
    return { kind: step.kind === "leave" ? "forget" : "none" };
  }
  const stands =
    published !== null &&
    currentPolicy === publishedPolicy &&
    published.policy === publishedPolicy &&
    published.own === own &&
    published.by === metafield.by &&
    published.state === metafield.state &&
    showsTheSame(published, metafield, { liveUnits: metafield.seen, currentPolicy, today: metafield.on });
  return stands ? { kind: "none" } : { kind: "publish", policy: publishedPolicy, metafield };
}
