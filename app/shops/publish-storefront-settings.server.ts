import { loadCompensationSettings } from "../customers/compensation/load-compensation-settings.server.ts";
import { rewardWords } from "../customers/compensation/reward-words.ts";
import { outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { loadStorefront } from "./load-storefront.server.ts";

/**
 * Writes what the theme blocks must know of the shop: on start, when the settings change, nightly and at a month's begin,
 * since its calendar moves on with the days.
 * @returns false for a shop that only watches, or leaves: nothing of ours is written there.
 */
export async function publishStorefrontSettings(ports: Ports, shop: ShopDomain): Promise<boolean> {
  const registered = await outsideShops().shop.findUnique({ where: { domain: shop } });
  if (!registered || !["selling", "paused", "stopping"].includes(registered.state)) return false;
  const now = await ports.clock.businessNow();
  const settings = await withShop(shop, async (db) => {
    const { reward } = await loadCompensationSettings(db, shop);
    return { ...(await loadStorefront(db, shop, now)), reward: rewardWords(reward, registered.currency) };
  });
  await ports.shopify(shop).writeStorefrontSettings(settings);
  return true;
}
