import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RuleChangeProgress } from "../../policies/read-rule-change.server.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useRevalidateWhile } from "../../ui/use-revalidate-while.ts";
import { useToast } from "../../ui/use-toast.ts";
import type { RulesAction } from "./route.tsx";

/** How far a change of rules is on its way to Shopify, and the button that takes it back. */
export function ChangeProgress({ progress }: { progress: RuleChangeProgress }) {
  const { t } = useTranslation(["rules", "common"]);
  const { number } = useFormat();
  const fetcher = useFetcher<RulesAction>();
  const [isAsking, setAsking] = useState(false);
  const { doneUnits, totalUnits, canStop, taskId } = progress;
  const isBusy = fetcher.state !== "idle";
  useRevalidateWhile(true);
  useAnswered(fetcher, () => setAsking(false));
  const isStopped = fetcher.data?.result.ok;
  useToast(fetcher.data, isStopped === false ? t("progress.over") : t("progress.stopped"));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("progress.title")}
        </Text>
        <ProgressBar progress={totalUnits === 0 ? 0 : Math.floor((100 * doneUnits) / totalUnits)} size="small" />
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="p" tone="subdued">
            {t("progress.done", { done: number(doneUnits), count: totalUnits })}
          </Text>
          {canStop && (
            <Button tone="critical" onClick={() => setAsking(true)} loading={isBusy}>
              {t("progress.stop")}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
      <Modal open={isAsking} onHide={() => setAsking(false)}>
        <Box padding="400">
          <Text as="p">{t("progress.stopHelp")}</Text>
        </Box>
        <TitleBar title={t("progress.stopTitle")}>
          <button
            variant="primary"
            tone="critical"
            disabled={isBusy}
            onClick={() => fetcher.submit({ intent: "stop", taskId }, { method: "post", encType: "application/json" })}
          >
            {t("progress.stop")}
          </button>
          <button onClick={() => setAsking(false)}>{t("common:action.cancel")}</button>
        </TitleBar>
      </Modal>
    </Card>
  );
}
