import { type CollectionGid, gid, type ProductGid, type ShopDomain, type VariantGid } from "../ids.ts";
import { type PolicyLevel, policyLevels } from "./policy.ts";

export type PolicyTargetRef =
  | { level: "shop" }
  | { level: "tag" | "type" | "vendor"; id: string }
  | { level: "collection"; id: CollectionGid }
  | { level: "product"; id: ProductGid }
  | { level: "variant"; id: VariantGid };

/** Longer than any vendor, type or tag that Shopify takes. */
const longestName = 255;

/** As the address of a rule names it: `shop`, `vendor`/Acme, `product`/123. Null when it is none. */
export function parsePolicyTarget(level: string | undefined, name: string | undefined): PolicyTargetRef | null {
  if (level === "shop") return { level };
  if (name === undefined) return null;
  if (level === "tag" || level === "type" || level === "vendor")
    return name.trim() === "" || name.length > longestName ? null : { level, id: name };
  if (!/^\d{1,20}$/.test(name)) return null;
  if (level === "collection") return { level, id: gid("Collection", name) };
  if (level === "product") return { level, id: gid("Product", name) };
  if (level === "variant") return { level, id: gid("ProductVariant", name) };
  return null;
}

/** The target of a rule's row. */
export function targetOfRow(level: PolicyLevel, targetId: string): PolicyTargetRef {
  // Justified casts: the row was written from a parsed target (targetIdOf).
  switch (level) {
    case "shop":
      return { level };
    case "tag":
    case "type":
    case "vendor":
      return { level, id: targetId };
    case "collection":
      return { level, id: targetId as CollectionGid };
    case "product":
      return { level, id: targetId as ProductGid };
    case "variant":
      return { level, id: targetId as VariantGid };
  }
}

/** What stands in the rule's row: the shop's own domain at shop level, so that a target has one rule. */
export function targetIdOf(target: PolicyTargetRef, shop: ShopDomain): string {
  return target.level === "shop" ? shop : target.id;
}

/** Where the rule of a target is seen and changed. */
export function ruleAddress(target: PolicyTargetRef): string {
  if (target.level === "shop") return "/app/rules/shop";
  const name = target.id.startsWith("gid://") ? target.id.slice(target.id.lastIndexOf("/") + 1) : target.id;
  return `/app/rules/${target.level}/${encodeURIComponent(name)}`;
}

/** Less specific levels, whose rules a rule of this level inherits from; the most specific first. */
export function levelsBelow(level: PolicyLevel): PolicyLevel[] {
  return policyLevels.slice(0, policyLevels.indexOf(level)).toReversed();
}

/** Rules of these levels cover many products that others of the same level may cover too: the merchant ranks them. */
export const rankedLevels = ["collection", "vendor", "type", "tag"] as const;
export type RankedLevel = (typeof rankedLevels)[number];

export function isRankedLevel(level: string): level is RankedLevel {
  return rankedLevels.some((each) => each === level);
}
