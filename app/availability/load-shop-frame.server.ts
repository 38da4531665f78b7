import type { Db } from "../db.server.ts";
import type { InventoryItemGid, LocationGid, ShopDomain, VariantGid } from "../ids.ts";
import { indexPolicies } from "../policies/index-policies.ts";
import { readPolicies } from "../policies/read-policies.server.ts";
import type { PolicyResolution, PolicyTarget } from "../policies/resolve-policy.ts";
import { parseRegistryState, permission, type RegistryState } from "../shops/shop-lifecycle.ts";
import type { Calendar } from "../supply/calendar.ts";
import { withHolidays } from "../supply/calendars/with-holidays.server.ts";
import { loadSupply, readSupplySettings } from "../supply/load-supply.server.ts";
import { type PageDating, pageDating } from "../supply/page-dating.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { noSupply, type Supply } from "../supply/supply.ts";
import type { SupplySettings } from "../supply/supply-settings.ts";
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
  calendar: Calendar;
  supplySettings: SupplySettings;
  /** None until `withSupply` has loaded it for the variants in question. */
  supply: Supply;
  /** What holds for a variant of all the merchant's rules. */
  resolve(target: PolicyTarget): PolicyResolution;
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
  const own = storefront.success ? storefront.data : storefrontSettings.parse({ timeZone: registry.timeZone });
  const supplySettings = readSupplySettings(settings?.supply);
  const calendar = await withHolidays(own, supplySettings, now);
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
    calendar,
    supplySettings,
    supply: noSupply,
    resolve: indexPolicies(await readPolicies(db, shop)).resolve,
  };
}

/** The frame with what is coming for these variants; null: for all of the shop's. */
export async function withSupply(
  db: Db,
  frame: LoadedFrame,
  variants: readonly { variantId: VariantGid; inventoryItemId: InventoryItemGid }[] | null,
): Promise<LoadedFrame> {
  const scope = variants && {
    itemIds: [...new Set(variants.map(({ inventoryItemId }) => inventoryItemId))],
    variantIds: variants.map(({ variantId }) => variantId),
  };
  return { ...frame, supply: await loadSupply(db, frame, scope) };
}
