import { noticeWords } from "../../i18n/notice-words.ts";
import { fill } from "../../i18n/storefront-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { moneyText } from "../../shops/money-text.ts";
import type { Benefit } from "./benefit.ts";

/** "10% off your next order", in the customer's language; a present is said by the merchant's own words only. */
export function sayBenefit(benefit: Benefit, currency: string, locale: StorefrontLocale): string {
  const words = noticeWords(locale).given;
  const amount = (minor: number) => moneyText(minor, currency, locale);
  switch (benefit.kind) {
    case "percent": {
      const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(benefit.percent / 100);
      return fill(words.percent, { percent });
    }
    case "amount":
      return fill(words.amount, { amount: amount(benefit.amountMinor) });
    case "free-shipping":
      return fill(words.shipping, { amount: amount(benefit.upToMinor) });
    case "store-credit":
      return fill(words.credit, { amount: amount(benefit.amountMinor) });
    case "present":
      return "";
  }
}
