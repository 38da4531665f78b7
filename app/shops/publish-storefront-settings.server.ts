import { outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { dayFromNumber, dayNumber } from "../supply/day.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { loadSettings } from "./read-settings.server.ts";

/** As far as the block's calendar looks. */
const horizonDays = 400;

/**
 * Writes what the theme blocks must know of the shop: on start, when the settings change, and nightly, since its calendar
 * moves on with the days.
 * @returns false for a shop that only watches, or leaves: nothing of ours is written there.
 */
export async function publishStorefrontSettings(ports: Ports, shop: ShopDomain): Promise<boolean> {
  const registered = await outsideShops().shop.findUnique({ where: { domain: shop } });
  if (!registered || !["selling", "paused", "stopping"].includes(registered.state)) return false;
  const { storefront } = await withShop(shop, (db) => loadSettings(db, shop));
  const { day: today } = shopMoment(await ports.clock.businessNow(), registered.timeZone);
  const last = dayFromNumber(dayNumber(today) + horizonDays);
  const closedDays = storefront.closedDays.filter((day) => day >= today && day <= last);
  await ports.shopify(shop).writeStorefrontSettings({ ...storefront, closedDays });
  return true;
}
