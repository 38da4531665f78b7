import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { moneyText } from "../shops/money-text.ts";

/** Money, given in its currency's smallest unit, as the merchant's language writes it. */
export function useMoney(): (minor: number, currency: string) => string {
  const { i18n } = useTranslation();
  return useCallback((minor, currency) => moneyText(minor, currency, i18n.language), [i18n.language]);
}
