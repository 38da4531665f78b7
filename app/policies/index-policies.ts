import { type Policy, type PolicyLevel, policyLevels } from "./policy.ts";
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
  const byLevel = new Map<PolicyLevel, Map<string | null, Policy[]>>();
  for (const policy of policies) {
    const named = byLevel.get(policy.level) ?? new Map<string | null, Policy[]>();
    named.set(policy.targetId, [...(named.get(policy.targetId) ?? []), policy]);
    byLevel.set(policy.level, named);
  }
  // Levels that no rule names cost nothing.
  const levels = policyLevels.flatMap((level) => {
    const named = byLevel.get(level);
    return named === undefined ? [] : [{ namesOf: namesAt[level], named }];
  });
  const kept = new Map<string, PolicyResolution>();
  return {
    resolve(target) {
      const covering: Policy[] = [];
      let key = "";
      for (const { namesOf, named } of levels) {
        for (const name of namesOf(target)) {
          for (const policy of named.get(name) ?? []) {
            covering.push(policy);
            key += joinsRule(policy, target) ? `+${policy.id}` : `-${policy.id}`;
          }
        }
      }
      const known = kept.get(key);
      if (known !== undefined) return known;
      const resolution = resolvePolicy(covering, target);
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, resolution);
      return resolution;
    },
  };
}

const theShop = [null];

/** What rules of each level can name of a variant. */
const namesAt: Record<PolicyLevel, (target: PolicyTarget) => readonly (string | null)[]> = {
  shop: () => theShop,
  tag: ({ tags }) => tags,
  type: ({ type }) => [type],
  vendor: ({ vendor }) => [vendor],
  collection: ({ collectionIds }) => collectionIds,
  product: ({ productId }) => [productId],
  variant: ({ variantId }) => [variantId],
};
