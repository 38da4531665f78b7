import { backorderSettingsChanged } from "../backorders/backorder-settings-changed.server.ts";
import { storeAnswerSettings } from "../customers/self-service/load-answer-settings.server.ts";
import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { holidayCountries } from "../supply/calendars/holidays-of.server.ts";
import { withHolidays } from "../supply/calendars/with-holidays.server.ts";
import { workingDaysFrom } from "../supply/calendar.ts";
import { supplyChanged } from "../supply/supply-changed.server.ts";
import { markToldVariants } from "./mark-told-variants.server.ts";
import { loadSettings } from "./read-settings.server.ts";
import {
  type MerchantSettings,
  parseSettingsForm,
  type SettingsFormError,
  type SettingsFormInput,
  type SettingsFormResult,
} from "./settings-form.ts";

/**
 * Saves the merchant's settings, all of the form or nothing. What Arrivo says about any variant is decided again under
 * them, and the set-up job publishes what the theme blocks read, as often as it takes.
 */
export async function saveSettings(
  ports: Ports,
  shop: ShopDomain,
  input: SettingsFormInput,
): Promise<SettingsFormResult> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const before = await loadSettings(db, shop);
    const result = parseSettingsForm(input, before);
    if (!result.ok) return result;
    const errors = await calendarErrors(result.settings, now);
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    const { storefront, supply, backorders, strangerRule, discontinuedTags } = result.settings;
    const values = { storefront, supply, backorders, strangerRule, discontinuedTags };
    await db.shopSettings.upsert({ where: { shop }, create: { shop, ...values }, update: values });
    await storeAnswerSettings(db, shop, result.settings.answers);
    await markToldVariants(db, shop);
    await ports.queue.enqueue(db, "reconcile-shop", { shop });
    if (datesBy(before) !== datesBy(result.settings))
      await supplyChanged(ports, db, shop, null, { code: "settings-changed" });
    await backorderSettingsChanged(ports, db, shop, before.backorders, backorders);
    await ports.queue.enqueue(db, "set-up-shop", { shop });
    return result;
  });
}

/** All by which inbound units and those who wait for them are dated, as text to compare. */
function datesBy({ storefront, supply }: MerchantSettings): string {
  const { workingWeekdays, cutOff, closedDays, handlingDays } = storefront;
  return JSON.stringify([workingWeekdays, cutOff, closedDays, handlingDays, supply.holidays, supply.caution]);
}

/** What only the library of holidays can tell: a place it doesn't know, and a calendar on which nothing ever leaves. */
async function calendarErrors(
  { storefront, supply }: MerchantSettings,
  nowAt: number,
): Promise<Record<string, SettingsFormError>> {
  if (supply.holidays !== null) {
    const { country, region } = supply.holidays;
    const known = (await holidayCountries()).find(({ code }) => code === country);
    if (known === undefined) return { "holidays.country": "not-a-choice" };
    if (region !== null && !known.regions.some(({ code }) => code === region))
      return { "holidays.region": "not-a-choice" };
  }
  const { days } = workingDaysFrom(await withHolidays(storefront, supply, nowAt), nowAt);
  return days.length === 0 ? { closedDays: "no-working-day" } : {};
}
