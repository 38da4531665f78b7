import { useTranslation } from "react-i18next";
import type { BackorderLimit, PolicyFields } from "../policies/policy.ts";
import type { Eta } from "../supply/eta.ts";
import { useFormat } from "./use-format.ts";

/** Parts of a rule in words: for lists, for what a field inherits, and for which rule won. */
export function useRuleWords() {
  const { t, i18n } = useTranslation("rules");
  const { number, day } = useFormat();
  const month = (value: string) =>
    new Intl.DateTimeFormat(i18n.language, { month: "long", year: "numeric", timeZone: "UTC" }).format(
      new Date(`${value}-01T00:00:00Z`),
    );
  const limit = (value: BackorderLimit): string => {
    switch (value.kind) {
      case "number":
        return t("words.limit", { count: value.units });
      case "unlimited":
        return t("words.unlimited");
      case "inbound":
        return value.bufferUnits === 0 ? t("words.inbound") : t("words.inboundLess", { count: value.bufferUnits });
    }
  };
  const eta = (value: Eta): string => {
    switch (value.kind) {
      case "lead-time":
        return value.days === "working"
          ? t("words.workingDays", { from: number(value.minDays), to: number(value.maxDays) })
          : t("words.calendarDays", { from: number(value.minDays), to: number(value.maxDays) });
      case "fixed":
        return t("words.fixed", { from: day(value.from), to: day(value.to) });
      case "month":
        return month(value.month);
      case "supply":
      case "unknown":
        return t(`words.${value.kind}`);
    }
  };
  const summary = (gives: Partial<PolicyFields>): string =>
    [
      gives.mode === undefined ? null : t(`mode.${gives.mode}`),
      gives.limit === undefined || gives.mode === "never" ? null : limit(gives.limit),
      gives.eta === undefined || gives.mode === "never" ? null : eta(gives.eta),
      gives.when === "beyond-stock" ? t("when.beyond-stock") : null,
      gives.caution === undefined ? null : t(`caution.${gives.caution ?? "shop"}`),
      gives.startsOn == null ? null : t("words.startsOn", { day: day(gives.startsOn) }),
      gives.endsOn == null ? null : t("words.endsOn", { day: day(gives.endsOn) }),
    ]
      .filter((part) => part !== null)
      .join(" · ");
  return { limit, eta, summary };
}
