import type { ProductGid, VariantGid } from "../ids.ts";
import type { ShopAdmin } from "../ports.ts";
import type { VariantDecision } from "./decide-variant.ts";
import type { Publication } from "./plan-publication.ts";
import type { VariantChange } from "./stock-port.ts";

/** What became of a decision in Shopify. */
export type Outcome =
  | { kind: "none" }
  /** Written; `updatedAt`: the variant's own instant after it. */
  | { kind: "written"; updatedAt: string | null }
  | { kind: "gone" }
  | { kind: "refused"; message: string };

export interface Published {
  outcomes: Map<VariantGid, Outcome>;
  /** What kept the rest from being written; those it kept have no outcome. */
  error: unknown;
}

/** Products written at once: enough to hide the distance to Shopify, too few to empty the shop's budget in one go. */
const lanes = 4;

type Write = Extract<Publication, { metafield: unknown }>;

/** Writes what the decisions ask for, each product by itself, so that what fails for one leaves the others done. */
export async function publishDecisions(admin: ShopAdmin, decisions: readonly VariantDecision[]): Promise<Published> {
  const outcomes = new Map<VariantGid, Outcome>();
  const byProduct = new Map<ProductGid, VariantDecision[]>();
  for (const decision of decisions) {
    const { facts, publication } = decision;
    if (publication.kind === "none") outcomes.set(facts.variantId, { kind: "none" });
    else byProduct.set(facts.productId, [...(byProduct.get(facts.productId) ?? []), decision]);
  }
  const waiting = [...byProduct];
  let error: unknown = null;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && error === null; next = waiting.shift()) {
      try {
        await publishProduct(admin, next[0], next[1], outcomes);
      } catch (failure) {
        error = failure;
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return { outcomes, error };
}

async function publishProduct(
  admin: ShopAdmin,
  productId: ProductGid,
  decisions: readonly VariantDecision[],
  outcomes: Map<VariantGid, Outcome>,
): Promise<void> {
  const changes = decisions.flatMap(({ facts, publication }): VariantChange[] =>
    isWrite(publication)
      ? [{ variantId: facts.variantId, policy: publication.policy, metafield: publication.metafield }]
      : [],
  );
  const toDelete = new Map<VariantGid, Outcome>();
  for (const { facts, publication } of decisions)
    if (publication.kind === "forget") toDelete.set(facts.variantId, { kind: "written", updatedAt: null });
  const restored = new Set(
    decisions.filter((each) => each.publication.kind === "restore").map((each) => each.facts.variantId),
  );

  for (const result of await admin.publish(productId, changes)) {
    const { variantId } = result;
    if (!result.ok) {
      outcomes.set(
        variantId,
        result.reason === "gone" ? { kind: "gone" } : { kind: "refused", message: result.message },
      );
    } else if (restored.has(variantId)) toDelete.set(variantId, { kind: "written", updatedAt: null });
    else outcomes.set(variantId, { kind: "written", updatedAt: result.updatedAt });
  }
  // Only now: as long as a policy of ours may stand, its metafield says what to return to.
  if (toDelete.size > 0) await admin.deleteMetafields([...toDelete.keys()]);
  for (const [variantId, outcome] of toDelete) outcomes.set(variantId, outcome);
}

function isWrite(publication: Publication): publication is Write {
  return publication.kind === "publish" || publication.kind === "restore";
}
