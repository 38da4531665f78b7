import { useTranslation } from "react-i18next";
import { undatedDays } from "../backorders/change-report.ts";
import type { PromiseCause } from "../backorders/promise-cause.ts";
import { useFormat } from "./use-format.ts";

/** Why dates moved and how far, in words. */
export function useChangeWords() {
  const { t } = useTranslation("changes");
  const format = useFormat();
  return {
    cause(cause: PromiseCause): string {
      switch (cause.code) {
        case "line-moved": {
          const to = cause.to === null ? t("cause.noDay") : format.day(cause.to);
          return t("cause.line-moved", { name: cause.name, to });
        }
        case "received":
        case "ordered":
        case "order-cancelled":
        case "closed-short":
        case "units-changed":
          return t(`cause.${cause.code}`, { name: cause.name });
        default:
          return t(`cause.${cause.code}`);
      }
    },
    move(days: number): string {
      if (days === undatedDays) return t("move.undated");
      if (days === 0) return t("move.dated");
      return t(days > 0 ? "move.later" : "move.earlier", { count: Math.abs(days) });
    },
  };
}
