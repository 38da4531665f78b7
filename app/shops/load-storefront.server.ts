import type { StorefrontSettings } from "../availability/storefront-settings.ts";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { withHolidays } from "../supply/calendars/with-holidays.server.ts";
import { loadSettings } from "./read-settings.server.ts";

/**
 * The storefront settings as the page reads them at an instant of business time: among the closed days of the next 400
 * stand the holidays of the shop's country.
 */
export async function loadStorefront(db: Db, shop: ShopDomain, nowAt: number): Promise<StorefrontSettings> {
  const { storefront, supply } = await loadSettings(db, shop);
  return withHolidays(storefront, supply, nowAt);
}

export function readStorefront(shop: ShopDomain, nowAt: number): Promise<StorefrontSettings> {
  return withShop(shop, (db) => loadStorefront(db, shop, nowAt));
}
