import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { loadSettings } from "../shops/read-settings.server.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { levelsBelow, type PolicyTargetRef, targetIdOf } from "./policy-target.ts";
import type { PolicyFields, PolicyLevel } from "./policy.ts";
import { readPolicies } from "./read-policies.server.ts";

export interface RulePage {
  target: { level: PolicyLevel; id: string | null; name: string; productName: string };
  /** Null: there is no rule for it yet. */
  gives: Partial<PolicyFields> | null;
  /** What less specific rules give, the most specific first. */
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

/** All that the form of a rule shows. Null: the product or variant is no more. */
export async function loadRulePage(ports: Ports, shop: ShopDomain, target: PolicyTargetRef): Promise<RulePage | null> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const named = await nameTarget(db, shop, target);
    if (named === null) return null;
    const policies = await readPolicies(db, shop, [named.productId, named.id ?? shop]);
    const targetId = target.level === "shop" ? null : targetIdOf(target, shop);
    const below = levelsBelow(target.level);
    const { storefront } = await loadSettings(db, shop);
    const locations = await db.location.findMany({ where: { shop, isActive: true }, orderBy: { name: "asc" } });
    return {
      target: { level: target.level, id: named.id, name: named.name, productName: named.productName },
      gives: policies.find((policy) => policy.level === target.level && policy.targetId === targetId)?.gives ?? null,
      inherited: below.flatMap((level) =>
        policies.filter((policy) => policy.level === level).map(({ gives }) => ({ level, gives })),
      ),
      locations: locations.map((each) => ({
        id: each.locationId,
        name: each.name,
        isOnline: each.fulfillsOnlineOrders,
      })),
      messages: Object.keys(storefront.messages),
      sold30Units: named.sold30Units,
      shortfallUnits: named.shortfallUnits,
      today: shopMoment(now, storefront.timeZone).day,
    };
  });
}

async function nameTarget(db: Db, shop: ShopDomain, target: PolicyTargetRef) {
  if (target.level === "shop")
    return { id: null, name: "", productId: "", productName: "", sold30Units: null, shortfallUnits: 0 };
  const where = target.level === "product" ? { productId: target.id } : { variantId: target.id };
  const variant = await db.variant.findFirst({
    where: { shop, ...where },
    orderBy: { sold30Units: "desc" },
    include: { product: { select: { title: true } } },
  });
  if (variant === null) return null;
  const { productId, product, title, sold30Units } = variant;
  const shortfallUnits = variant.tracked ? Math.max(0, -variant.availableUnits) : 0;
  const name = target.level === "product" ? product.title : title;
  return { id: target.id, name, productId, productName: product.title, sold30Units, shortfallUnits };
}
