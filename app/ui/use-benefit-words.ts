import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Benefit } from "../customers/compensation/benefit.ts";
import { useFormat } from "./use-format.ts";
import { useMoney } from "./use-money.ts";

/** "10% off the next order", for the merchant. */
export function useBenefitWords(): (benefit: Benefit, currency: string) => string {
  const { t } = useTranslation("compensation");
  const { percent } = useFormat();
  const money = useMoney();
  return useCallback(
    (benefit, currency) => {
      switch (benefit.kind) {
        case "percent":
          return t("benefit.percent", { percent: percent(benefit.percent / 100) });
        case "amount":
          return t("benefit.amount", { amount: money(benefit.amountMinor, currency) });
        case "free-shipping":
          return t("benefit.free-shipping", { amount: money(benefit.upToMinor, currency) });
        case "store-credit":
          return t("benefit.store-credit", { amount: money(benefit.amountMinor, currency) });
        case "present":
          return t("benefit.present");
      }
    },
    [t, percent, money],
  );
}
