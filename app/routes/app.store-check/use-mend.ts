import { useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useTranslation } from "react-i18next";
import { assertExhaustive } from "../../assert-exhaustive.ts";
import { ruleAddress, targetOfRow } from "../../policies/policy-target.ts";
import { restartableTasks } from "../../shops/restartable-tasks.ts";
import { numberOf } from "../../ui/variant-number.ts";
import type { ShownFinding } from "./finding-banner.tsx";
import type { CheckBody } from "./route.tsx";

interface MendAction {
  content: string;
  url?: string;
  target?: "_top";
  onAction?: () => void;
  /** What the button sends, where it sends something. */
  body?: CheckBody;
  /** The other answer, where the merchant is asked. */
  other?: { content: string; onAction: () => void };
}

/** The button that mends a finding. */
export function useMend(finding: ShownFinding, themeEditorUrl: string, send: (body: CheckBody) => void): MendAction {
  const { t } = useTranslation("check");
  const shopify = useAppBridge();
  const { revalidate } = useRevalidator();
  const sending = (content: string, body: CheckBody): MendAction => ({ content, body, onAction: () => send(body) });
  switch (finding.code) {
    case "missed-webhooks":
    case "drift-found":
      return sending(t(`${finding.code}.mend`), { intent: "read-again" });
    case "stuck-items":
      return sending(t("stuck-items.mend"), { intent: "try-stuck" });
    case "failed-task": {
      const task = restartableTasks.find((each) => each === finding.kind);
      return task === undefined
        ? sending(t("readAgain"), { intent: "read-again" })
        : sending(t("failed-task.mend"), { intent: "restart-task", task });
    }
    case "theme-block-missing":
      return { content: t("theme-block-missing.mend"), url: themeEditorUrl, target: "_top" };
    case "theme-not-visible":
      return {
        content: t("theme-not-visible.mend"),
        onAction: () => void shopify.scopes.request(["read_themes"]).then(revalidate),
      };
    case "shopify-silent":
      return { content: t("shopify-silent.mend"), onAction: revalidate };
    case "location-mismatch":
    case "limit-cannot-bind": {
      const { level, targetId } = finding;
      const how = finding.code === "limit-cannot-bind" ? "online" : "open";
      return sending(t(`${finding.code}.mend`), { intent: "preview-locations", locations: { level, targetId, how } });
    }
    case "rule-names-gone":
      return { content: t("rule-names-gone.open"), url: ruleAddress(targetOfRow(finding.level, finding.targetId)) };
    case "suspected-double": {
      const { lineId, orderLineId } = finding;
      return {
        ...sending(t("suspected-double.mend"), { intent: "link-double", lineId, orderLineId }),
        other: { content: t("suspected-double.other"), onAction: () => send({ intent: "no-double", lineId }) },
      };
    }
    case "assumed-receipt": {
      const { lineId } = finding;
      return {
        ...sending(t("assumed-receipt.mend"), { intent: "confirm-assumed", lineId }),
        other: { content: t("assumed-receipt.other"), onAction: () => send({ intent: "undo-assumed", lineId }) },
      };
    }
    case "could-move":
      return { content: t("could-move.open"), url: `/app/waiting/${numberOf(finding.orderId)}` };
    case "ledger-difference": {
      const { cause, inventoryItemId, locationId } = finding;
      const accept = { intent: "accept-difference", inventoryItemId, locationId } as const;
      if (cause === "missed-webhook")
        return sending(t("ledger-difference.read"), { intent: "read-orders", inventoryItemId });
      if (cause !== "unreadable") return sending(t("ledger-difference.accept"), accept);
      return {
        ...sending(t("ledger-difference.letGo"), { intent: "let-go", inventoryItemId }),
        other: { content: t("ledger-difference.keep"), onAction: () => send(accept) },
      };
    }
    default:
      return assertExhaustive(finding);
  }
}
