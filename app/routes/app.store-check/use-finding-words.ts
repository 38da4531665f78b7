import { useTranslation } from "react-i18next";
import { assertExhaustive } from "../../assert-exhaustive.ts";
import type { PolicyLevel } from "../../policies/policy.ts";
import { restartableTasks } from "../../shops/restartable-tasks.ts";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import type { ShownFinding } from "./finding-banner.tsx";

/** What is wrong, and why, in words. */
export function useFindingWords(
  finding: ShownFinding,
  names: Record<string, string>,
): { title: string; why: string[] } {
  const { t, i18n } = useTranslation("check");
  const { instant } = useFormat();
  const list = (parts: string[]) => new Intl.ListFormat(i18n.language).format(parts);
  const rule = (target: { level: PolicyLevel; targetId: string }) =>
    target.level === "shop"
      ? t("rule.shop")
      : t(`rule.${target.level}`, { name: names[target.targetId] ?? t("rule.gone") });
  switch (finding.code) {
    case "missed-webhooks":
      return {
        title: t("missed-webhooks.title"),
        why: [
          t("missed-webhooks.why", { change: instant(finding.lastChangeAt) }),
          finding.lastWebhookAt === null
            ? t("missed-webhooks.none")
            : t("missed-webhooks.last", { at: instant(finding.lastWebhookAt) }),
        ],
      };
    case "drift-found":
      return {
        title: t("drift-found.title", { count: finding.differences }),
        why: [t("drift-found.why", { at: instant(finding.at) })],
      };
    case "stuck-items":
      return {
        title: t("stuck-items.title", { count: finding.items }),
        why: [t("stuck-items.why", { since: instant(finding.since) })],
      };
    case "failed-task": {
      const task = restartableTasks.find((each) => each === finding.kind);
      return {
        title: t(`failed-task.${task ?? "other"}`),
        why: [
          t("failed-task.why", { at: instant(finding.at) }),
          ...(finding.errorCode === null ? [] : [t("failed-task.code", { code: finding.errorCode })]),
        ],
      };
    }
    case "theme-block-missing":
      return {
        title: t("theme-block-missing.title"),
        why: [t("theme-block-missing.why", { theme: finding.themeName })],
      };
    case "theme-not-visible":
    case "shopify-silent":
      return { title: t(`${finding.code}.title`), why: [t(`${finding.code}.why`)] };
    case "location-mismatch": {
      const known = finding.locationIds.flatMap((id) => names[id] ?? []);
      return {
        title: t("location-mismatch.title", { rule: rule(finding) }),
        why: [
          t("location-mismatch.why"),
          ...(known.length > 0 ? [t("location-mismatch.names", { names: list(known) })] : []),
        ],
      };
    }
    case "rule-names-gone":
      return { title: t("rule-names-gone.title", { rule: rule(finding) }), why: [t("rule-names-gone.why")] };
    case "limit-cannot-bind":
      return {
        title: t("limit-cannot-bind.title", { rule: rule(finding) }),
        why: [t("limit-cannot-bind.why", { names: list(finding.locationNames) })],
      };
    case "suspected-double":
      return {
        title: t("suspected-double.title", {
          variant: plainName(finding.variantName),
          name: finding.name,
          number: finding.orderNumber,
        }),
        why: [
          t("suspected-double.why"),
          ...(finding.more > 0 ? [t("suspected-double.more", { count: finding.more })] : []),
        ],
      };
    case "assumed-receipt":
      return {
        title: t("assumed-receipt.title", {
          count: finding.units,
          variant: plainName(finding.variantName),
          name: finding.name,
        }),
        why: [
          t("assumed-receipt.why"),
          ...(finding.more > 0 ? [t("assumed-receipt.more", { count: finding.more })] : []),
        ],
      };
    case "could-move":
      return {
        title: t("could-move.title", {
          count: finding.units,
          variant: plainName(finding.variantName),
          place: finding.locationName,
        }),
        why: [t("could-move.why"), ...(finding.more > 0 ? [t("could-move.more", { count: finding.more })] : [])],
      };
    case "ledger-difference":
      return {
        title: t(`ledger-difference.${finding.cause}.title`, {
          count: finding.units,
          variant: plainName(finding.variantName),
          place: finding.locationName === "" ? t("ledger-difference.anywhere") : finding.locationName,
        }),
        why: [
          t(`ledger-difference.${finding.cause}.why`),
          ...(finding.more > 0 ? [t("ledger-difference.more", { count: finding.more })] : []),
        ],
      };
    default:
      return assertExhaustive(finding);
  }
}
