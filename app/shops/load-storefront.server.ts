import type { StorefrontSettings } from "../availability/storefront-settings.ts";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { closedDaysFrom } from "../supply/calendars/closed-days-from.ts";
import { holidaysOf } from "../supply/calendars/holidays-of.server.ts";
import { type Day, horizonDays } from "../supply/day.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import type { SupplySettings } from "../supply/supply-settings.ts";
import { loadSettings } from "./read-settings.server.ts";

/**
 * The storefront settings as the page reads them at an instant of business time: among the closed days of the next 400
 * stand the holidays of the shop's country. Every date that is told is counted on this calendar.
 */
export async function loadStorefront(db: Db, shop: ShopDomain, nowAt: number): Promise<StorefrontSettings> {
  const { storefront, supply } = await loadSettings(db, shop);
  return withHolidays(storefront, supply, nowAt);
}

export async function withHolidays(
  storefront: StorefrontSettings,
  { holidays }: Pick<SupplySettings, "holidays">,
  nowAt: number,
): Promise<StorefrontSettings> {
  const today = shopMoment(nowAt, storefront.timeZone).day;
  const days = await holidaysAhead(holidays, today);
  return { ...storefront, closedDays: closedDaysFrom(today, storefront.closedDays, days, holidays?.worked ?? []) };
}

function holidaysAhead(place: SupplySettings["holidays"], today: Day): Promise<Day[]> {
  return place === null ? Promise.resolve([]) : holidaysOf(place, today, horizonDays + 1);
}
