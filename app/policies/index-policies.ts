import type { Policy } from "./policy.ts";
import { joinsRule, type PolicyResolution, type PolicyTarget, resolvePolicy } from "./resolve-policy.ts";

export interface PolicyIndex {
  /** What holds for a variant of all the shop's rules. The same object for targets that the rules cannot tell apart. */
  resolve(target: PolicyTarget): PolicyResolution;
}

/** A shop of a hundred thousand variants has fewer kinds of them than this, unless each has a rule of its own. */
const mostKept = 5_000;

/**
 * The shop's rules by what they name, so that a variant is held against those that can cover it only, and so that
 * variants which the same rules cover are resolved once: a shop rule over 50,000 variants is.
 */
export function indexPolicies(policies: readonly Policy[]): PolicyIndex {
  const ofShop = policies.filter(({ level }) => level === "shop");
  const byName = new Map<string, Policy[]>();
  for (const policy of policies) {
    if (policy.level === "shop") continue;
    const name = nameOf(policy.level, policy.targetId);
    byName.set(name, [...(byName.get(name) ?? []), policy]);
  }
  const kept = new Map<string, PolicyResolution>();
  return {
    resolve(target) {
      const covering = [...ofShop, ...namesOf(target).flatMap((name) => byName.get(name) ?? [])];
      const key = covering.map((policy) => (joinsRule(policy, target) ? policy.id : `-${policy.id}`)).join();
      const known = kept.get(key);
      if (known !== undefined) return known;
      const resolution = resolvePolicy(covering, target);
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, resolution);
      return resolution;
    },
  };
}

function nameOf(level: Policy["level"], targetId: string): string {
  return `${level}:${targetId}`;
}

function namesOf({ variantId, productId, vendor, type, tags, collectionIds }: PolicyTarget): string[] {
  return [
    nameOf("variant", variantId),
    nameOf("product", productId),
    ...collectionIds.map((id) => nameOf("collection", id)),
    nameOf("vendor", vendor),
    nameOf("type", type),
    ...tags.map((tag) => nameOf("tag", tag)),
  ];
}
