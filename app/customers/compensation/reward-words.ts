import { noticeWords } from "../../i18n/notice-words.ts";
import { type StorefrontLocale, storefrontLocales } from "../../i18n/storefront-locales.ts";
import { fill } from "../../i18n/storefront-words.ts";
import type { CompensationSettings } from "./compensation-settings.ts";
import { sayBenefit } from "./say-benefit.ts";

/** What the product page says of the waiting reward, by language: the merchant's own words, else ours. Empty: nothing. */
export function rewardWords(
  { isOn, gives, words }: CompensationSettings["reward"],
  currency: string,
): Partial<Record<StorefrontLocale, string>> {
  if (!isOn) return {};
  return Object.fromEntries(
    storefrontLocales.flatMap((locale): [StorefrontLocale, string][] => {
      const own = words[locale] ?? "";
      if (own !== "") return [[locale, own]];
      // What lies in the parcel only the merchant can say.
      if (gives.kind === "present") return [];
      return [[locale, fill(noticeWords(locale).given.reward, { what: sayBenefit(gives, currency, locale) })]];
    }),
  );
}
