import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Day } from "../supply/day.ts";
import { useShop } from "./use-shop.ts";

/** Numbers, days and instants as the merchant's language writes them; instants on the shop's own clock. */
export function useFormat() {
  const { i18n, t } = useTranslation();
  const { timeZone } = useShop();
  return useMemo(() => {
    const locale = i18n.language;
    const numbers = new Intl.NumberFormat(locale);
    const shares = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
    // A day is no instant: it is written as the one it is, wherever the reader sits.
    const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const instants = new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      hour: "numeric",
      minute: "2-digit",
      timeZone,
    });
    const dateOf = (value: Day) => new Date(`${value}T00:00:00Z`);
    const day = (value: Day) => days.format(dateOf(value));
    return {
      number: (value: number) => numbers.format(value),
      /** Of a share from 0 to 1. */
      percent: (share: number) => shares.format(share),
      day,
      instant: (value: number | string) => instants.format(new Date(value)),
      /** "Dec 9 – 15, 2026": a month and a year that both days share are said once. */
      window: (window: { from: Day | null; to: Day | null } | null) =>
        window === null || window.from === null || window.to === null
          ? t("noDate")
          : window.from === window.to
            ? day(window.from)
            : // Server and browser know different thin spaces: each would find the other's page wrong.
              days.formatRange(dateOf(window.from), dateOf(window.to)).replace(/\s/gu, " "),
    };
  }, [i18n.language, timeZone, t]);
}
