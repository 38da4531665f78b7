import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { amountText } from "../supply/purchase-orders/order-amount.ts";

/** Money, given in its currency's smallest unit, as the merchant's language writes it. */
export function useMoney(): (minor: number, currency: string) => string {
  const { i18n } = useTranslation();
  return useCallback(
    (minor, currency) => {
      const amount = amountText(minor, currency);
      if (!/^[A-Z]{3}$/.test(currency)) return amount;
      return new Intl.NumberFormat(i18n.language, { style: "currency", currency }).format(Number(amount));
    },
    [i18n.language],
  );
}
