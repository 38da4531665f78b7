import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { loadSettings } from "../shops/read-settings.server.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { nameTarget } from "./name-target.server.ts";
import { levelsBelow, type PolicyTargetRef, targetIdOf } from "./policy-target.ts";
import type { PolicyFields, PolicyLevel } from "./policy.ts";
import { readPolicies } from "./read-policies.server.ts";
import { coveringPolicies } from "./resolve-policy.ts";

export interface RulePage {
  target: {
    level: PolicyLevel;
    id: string | null;
    name: string;
    productName: string;
    /** What it names is no more: the rule is kept and covers nothing. */
    isGone: boolean;
    coveredCount: number;
  };
  /** Null: there is no rule for it yet. */
  gives: Partial<PolicyFields> | null;
  /** What less specific rules give, the most specific first; of a rule for many products, only what holds for them all. */
  inherited: { level: PolicyLevel; gives: Partial<PolicyFields> }[];
  locations: { id: string; name: string; isOnline: boolean }[];
  /** Keys of the shop's own wordings. */
  messages: string[];
  /** Units ordered in the last 30 days, of the variant or the product's best one: proposed as the limit. */
  sold30Units: number | null;
  /** Units it is below zero already, which a limit has to reach past. */
  shortfallUnits: number;
  today: string;
}

/** All that the form of a rule shows. Null: what it names is not in the shop, and no rule names it. */
export async function loadRulePage(ports: Ports, shop: ShopDomain, target: PolicyTargetRef): Promise<RulePage | null> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const named = await nameTarget(db, shop, target);
    if (named === null) return null;
    const policies = await readPolicies(db, shop);
    const targetId = target.level === "shop" ? null : targetIdOf(target, shop);
    const below = levelsBelow(target.level);
    const covering =
      named.covers === null
        ? policies.filter(({ level }) => level === "shop")
        : coveringPolicies(policies, named.covers);
    const { storefront } = await loadSettings(db, shop);
    const locations = await db.location.findMany({ where: { shop, isActive: true }, orderBy: { name: "asc" } });
    const { name, productName, isGone, coveredCount, sold30Units, shortfallUnits } = named;
    return {
      target: {
        level: target.level,
        id: target.level === "shop" ? null : target.id,
        name,
        productName,
        isGone,
        coveredCount,
      },
      gives: policies.find((policy) => policy.level === target.level && policy.targetId === targetId)?.gives ?? null,
      inherited: covering.filter(({ level }) => below.includes(level)).map(({ level, gives }) => ({ level, gives })),
      locations: locations.map((each) => ({
        id: each.locationId,
        name: each.name,
        isOnline: each.fulfillsOnlineOrders,
      })),
      messages: Object.keys(storefront.messages),
      sold30Units,
      shortfallUnits,
      today: shopMoment(now, storefront.timeZone).day,
    };
  });
}
