import { useTranslation } from "react-i18next";

/** Days late as a merchant says them: "3 days late", "on the day", "2 days early"; and a figure with its days. */
export function useDayWords() {
  const { t } = useTranslation("suppliers");
  const whole = (days: number): number => Math.round(Math.abs(days) * 10) / 10;
  return {
    late: (days: number): string =>
      whole(days) === 0
        ? t("scorecard.onTheDay")
        : t(days > 0 ? "scorecard.daysLate" : "scorecard.daysEarly", { count: whole(days) }),
    days: (days: number): string => t("scorecard.days", { count: whole(days) }),
  };
}
