import { gid, type ProductGid, type ShopDomain, type VariantGid } from "../ids.ts";
import type { PolicyLevel } from "./policy.ts";

export type PolicyTargetRef =
  { level: "shop" } | { level: "product"; id: ProductGid } | { level: "variant"; id: VariantGid };

/** As the address of a rule names it: `shop`, `product`/123, `variant`/123. Null when it is none. */
export function parsePolicyTarget(level: string | undefined, number: string | undefined): PolicyTargetRef | null {
  if (level === "shop") return { level };
  if (number === undefined || !/^\d{1,20}$/.test(number)) return null;
  if (level === "product") return { level, id: gid("Product", number) };
  if (level === "variant") return { level, id: gid("ProductVariant", number) };
  return null;
}

/** What stands in the rule's row: the shop's own domain at shop level, so that a target has one rule. */
export function targetIdOf(target: PolicyTargetRef, shop: ShopDomain): string {
  return target.level === "shop" ? shop : target.id;
}

/** Less specific levels, whose rules a rule of this level inherits from. */
export function levelsBelow(level: PolicyLevel): PolicyLevel[] {
  switch (level) {
    case "variant":
      return ["product", "shop"];
    case "product":
      return ["shop"];
    case "shop":
      return [];
  }
}
