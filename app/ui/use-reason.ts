import { useTranslation } from "react-i18next";
import { assertExhaustive } from "../assert-exhaustive.ts";
import type { AvailabilityReason } from "../availability/availability.ts";
import { useFormat } from "./use-format.ts";

/** Why a variant is in its state, in words. */
export function useReason(): (reason: AvailabilityReason | null) => string {
  const { t } = useTranslation();
  const { number, day } = useFormat();
  return (reason) => {
    if (reason === null) return t("reason.not-decided");
    switch (reason.code) {
      case "in-stock":
      case "selling-beyond-stock":
        return t(`reason.${reason.code}`, { count: reason.units });
      case "selling-on-backorder":
        return reason.leftUnits === null
          ? t("reason.selling-without-end")
          : t("reason.selling-on-backorder", { count: reason.leftUnits });
      case "limit-reached":
        return t("reason.limit-reached", {
          limit: number(reason.limitUnits),
          available: number(reason.availableUnits),
        });
      case "window-passed":
        return t("reason.window-passed", { day: day(reason.to) });
      case "merchant-holds-policy":
        return reason.policy === "CONTINUE"
          ? t("reason.merchant-holds-policy-continue")
          : t("reason.merchant-holds-policy-deny");
      case "not-eligible":
        return t(`notEligible.${reason.why}`);
      case "not-started":
        return t("reason.not-started", { day: day(reason.startsOn) });
      case "ended":
        return t("reason.ended", { day: day(reason.endsOn) });
      case "no-supply-date":
      case "no-rule":
      case "rule-off":
      case "never":
      case "paused":
      case "stopping":
        return t(`reason.${reason.code}`);
      default:
        return assertExhaustive(reason);
    }
  };
}
