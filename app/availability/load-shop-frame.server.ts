import type { Db } from "../db.server.ts";
import type { LocationGid, ShopDomain } from "../ids.ts";
import type { Policy, ResolvedPolicy } from "../policies/policy.ts";
import { readPolicies } from "../policies/read-policies.server.ts";
import { type PolicyTarget, resolvePolicy } from "../policies/resolve-policy.ts";
import { parseRegistryState, permission, type RegistryState } from "../shops/shop-lifecycle.ts";
import { type PageDating, pageDating } from "../supply/page-dating.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import type { ShopFrame } from "./decide-variant.ts";
import { storefrontSettings } from "./storefront-settings.ts";
import { reactionOf, type StrangerSetting } from "./stranger-setting.ts";

export interface LoadedFrame extends ShopFrame {
  shop: ShopDomain;
  registryState: RegistryState;
  strangerSetting: StrangerSetting | string;
  /** Business time. */
  now: Date;
  currency: string;
  installedAt: Date;
  locationCount: number;
  dating: PageDating;
  /** The rule that holds for a variant; null: none covers it. */
  resolve(target: PolicyTarget): ResolvedPolicy | null;
}

/** All that the shop's decisions have in common. Null where Arrivo may do nothing: uninstalled, or unknown. */
export async function loadShopFrame(db: Db, shop: ShopDomain, now: number): Promise<LoadedFrame | null> {
  const registry = await db.shop.findUnique({ where: { domain: shop } });
  if (!registry) return null;
  const registryState = parseRegistryState(registry.state);
  const state = permission(registryState);
  if (state === null) return null;
  const settings = await db.shopSettings.findUnique({ where: { shop } });
  const locations = await db.location.findMany({ where: { shop } });
  const storefront = storefrontSettings.safeParse({
    ...(settings?.storefront as object | undefined),
    timeZone: registry.timeZone,
  });
  const calendar = storefront.success ? storefront.data : storefrontSettings.parse({ timeZone: registry.timeZone });
  const strangerSetting = settings?.strangerRule ?? "person-wins";
  return {
    shop,
    registryState,
    state,
    strangerSetting,
    reaction: reactionOf(strangerSetting),
    now: new Date(now),
    today: shopMoment(now, registry.timeZone).day,
    currency: registry.currency,
    installedAt: registry.installedAt,
    locationCount: locations.length,
    onlineLocationIds: new Set(
      // Justified cast: the column is written from Shopify's location ids only.
      locations
        .filter((each) => each.isActive && each.fulfillsOnlineOrders)
        .map((each) => each.locationId as LocationGid),
    ),
    dating: pageDating(calendar, now),
    resolve: await loadResolver(db, shop),
  };
}

/** Rules by what they name, so that a variant is held against those that can cover it only. */
async function loadResolver(db: Db, shop: ShopDomain): Promise<LoadedFrame["resolve"]> {
  const byTarget = new Map<string, Policy[]>();
  const ofShop: Policy[] = [];
  for (const policy of await readPolicies(db, shop)) {
    if (policy.level === "shop") ofShop.push(policy);
    else byTarget.set(policy.targetId, [...(byTarget.get(policy.targetId) ?? []), policy]);
  }
  return (target) => {
    const covering = [...ofShop, ...(byTarget.get(target.productId) ?? []), ...(byTarget.get(target.variantId) ?? [])];
    return covering.length === 0 ? null : resolvePolicy(covering, target).policy;
  };
}
