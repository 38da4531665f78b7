import { useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useTranslation } from "react-i18next";
import { assertExhaustive } from "../../assert-exhaustive.ts";
import { restartableTasks } from "../../shops/restartable-tasks.ts";
import type { ShownFinding } from "./finding-banner.tsx";
import type { CheckBody } from "./route.tsx";

interface MendAction {
  content: string;
  url?: string;
  target?: "_top";
  onAction?: () => void;
  /** What the button sends, where it sends something. */
  body?: CheckBody;
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
    default:
      return assertExhaustive(finding);
  }
}
