import { assertExhaustive } from "../assert-exhaustive.ts";
import type { CollectionGid, ProductGid, VariantGid } from "../ids.ts";
import { type ActivePolicy, type Policy, type PolicyFields, policyLevels, type ResolvedPolicy } from "./policy.ts";

export interface PolicyTarget {
  variantId: VariantGid;
  productId: ProductGid;
  vendor: string;
  type: string;
  tags: readonly string[];
  collectionIds: readonly CollectionGid[];
  /** Epoch milliseconds. */
  productCreatedAt: number;
}

/** Why a rule that covers the variant decides nothing of it. */
type LostBecause =
  | "outranked-by-never"
  | "switched-off"
  | "overridden"
  /** The product is newer than the rule, which new products do not join. */
  | "new-product";

export interface PolicyResolution {
  /** Null: no rule covers the variant, or what covers it is not whole. */
  policy: ResolvedPolicy | null;
  /** The rule that decided the mode. */
  won: Policy | null;
  lost: { policy: Policy; why: LostBecause }[];
  /** Which rule gave each field; a field that no rule gave is not among them and has its default. */
  fieldsFrom: Partial<Record<keyof PolicyFields, Policy>>;
  /** What no rule gives and nothing can stand in for. */
  missing: ("limit" | "eta")[];
}

const defaults: Omit<ActivePolicy, "mode" | "policyId" | "limit" | "eta"> = {
  when: "sold-out",
  startsOn: null,
  endsOn: null,
  countedLocations: "online",
  bufferUnits: 0,
  message: "default",
  handlingDays: 0,
  sellsPastWindow: false,
  caution: null,
};

/**
 * What holds for one variant of all the merchant's rules: *never* wherever it stands; otherwise each field from the most
 * specific rule that gives it: variant, product, collection, vendor, type, tag, shop. Of two at one level the one that the
 * merchant ranked first counts.
 */
export function resolvePolicy(policies: readonly Policy[], target: PolicyTarget): PolicyResolution {
  const covering = coveringPolicies(policies, target);
  const never = covering.find((policy) => policy.gives.mode === "never");
  if (never !== undefined) {
    return stopped("never", never, lose(covering, "outranked-by-never", [never]));
  }
  const joined = covering.filter((policy) => joinsRule(policy, target));
  const newcomers = lose(covering, "new-product", joined);

  const modeFrom = joined.find((policy) => policy.gives.mode !== undefined);
  if (modeFrom === undefined) {
    return { policy: null, won: null, lost: newcomers, fieldsFrom: {}, missing: [] };
  }
  if (modeFrom.gives.mode === "off") {
    return stopped("off", modeFrom, [...newcomers, ...lose(joined, "switched-off", [modeFrom])]);
  }
  return merge(joined, modeFrom, newcomers);
}

/** The rules that cover a variant, the most specific first. */
export function coveringPolicies(policies: readonly Policy[], target: PolicyTarget): Policy[] {
  return policies.filter((policy) => covers(policy, target)).toSorted(bySpecificity);
}

function covers(policy: Policy, target: PolicyTarget): boolean {
  switch (policy.level) {
    case "shop":
      return true;
    case "tag":
      return target.tags.includes(policy.targetId);
    case "type":
      return policy.targetId === target.type;
    case "vendor":
      return policy.targetId === target.vendor;
    case "collection":
      return target.collectionIds.includes(policy.targetId);
    case "product":
      return policy.targetId === target.productId;
    case "variant":
      return policy.targetId === target.variantId;
    default:
      return assertExhaustive(policy);
  }
}

/** The shop's rule covers what it cannot name: products made since are under it where it says so only. */
export function joinsRule(policy: Policy, { productCreatedAt }: PolicyTarget): boolean {
  return policy.level !== "shop" || policy.gives.joinsNewProducts === true || productCreatedAt <= policy.createdAt;
}

function bySpecificity(one: Policy, other: Policy): number {
  return (
    policyLevels.indexOf(other.level) - policyLevels.indexOf(one.level) ||
    one.rank - other.rank ||
    one.createdAt - other.createdAt ||
    (one.id < other.id ? -1 : 1)
  );
}

function lose(policies: readonly Policy[], why: LostBecause, except: readonly Policy[]): PolicyResolution["lost"] {
  return policies.filter((policy) => !except.includes(policy)).map((policy) => ({ policy, why }));
}

function stopped(mode: "off" | "never", won: Policy, lost: PolicyResolution["lost"]): PolicyResolution {
  return { policy: { mode, policyId: won.id }, won, lost, fieldsFrom: { mode: won }, missing: [] };
}

/** Field by field, from the least specific to the most, so that the last word is the most specific one's. */
function merge(joined: readonly Policy[], won: Policy, newcomers: PolicyResolution["lost"]): PolicyResolution {
  const fields: Partial<PolicyFields> = {};
  const fieldsFrom: PolicyResolution["fieldsFrom"] = {};
  for (const policy of joined.toReversed()) {
    const given = Object.entries(policy.gives).filter(([, value]) => value !== undefined);
    Object.assign(fields, Object.fromEntries(given));
    // Justified cast: `gives` has no other keys, and Object.entries forgets that.
    for (const [field] of given) fieldsFrom[field as keyof PolicyFields] = policy;
  }
  const useful = new Set(Object.values(fieldsFrom));
  const lost = [
    ...newcomers,
    ...lose(
      joined,
      "overridden",
      joined.filter((policy) => useful.has(policy)),
    ),
  ];

  const { mode: _mode, joinsNewProducts: _joins, limit, eta, ...given } = fields;
  if (limit === undefined || eta === undefined) {
    const missing: PolicyResolution["missing"] = [
      ...(limit === undefined ? ["limit" as const] : []),
      ...(eta === undefined ? ["eta" as const] : []),
    ];
    return { policy: null, won, lost, fieldsFrom, missing };
  }
  return {
    policy: { mode: "on", policyId: won.id, ...defaults, ...given, limit, eta },
    won,
    lost,
    fieldsFrom,
    missing: [],
  };
}
