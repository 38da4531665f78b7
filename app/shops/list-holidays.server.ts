import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type Holiday, type HolidayPlace, namedHolidaysOf } from "../supply/calendars/holidays-of.server.ts";
import { horizonDays } from "../supply/day.ts";
import { shopMoment } from "../supply/shop-moment.ts";

/** The public holidays of a place from the shop's today as far as its calendar looks, named in a language. */
export async function listHolidays(
  ports: Ports,
  shop: ShopDomain,
  place: HolidayPlace,
  language: string,
): Promise<Holiday[]> {
  const now = await ports.clock.businessNow();
  const { timeZone } = await withShop(shop, (db) =>
    db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } }),
  );
  return namedHolidaysOf(place, shopMoment(now, timeZone).day, horizonDays + 1, language);
}
