import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { HistoryEntry } from "../../availability/load-variant-page.server.ts";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useReason } from "../../ui/use-reason.ts";

/** What was decided and why, the newest first. */
export function HistoryCard({ history }: { history: readonly HistoryEntry[] }) {
  const { t } = useTranslation(["variants", "common"]);
  const { instant } = useFormat();
  const reason = useReason();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("history.title")}
        </Text>
        {history.length === 0 && (
          <Text as="p" tone="subdued">
            {t("history.none")}
          </Text>
        )}
        {history.map((entry) => (
          <BlockStack gap="100" key={entry.id}>
            <InlineStack gap="200" blockAlign="center" wrap>
              <Text as="span" tone="subdued">
                {instant(entry.decidedAt)}
              </Text>
              <StatusBadge state={entry.state} />
              <Text as="span" tone="subdued">
                {t(`common:policy.${entry.publishedPolicy}`)} · {t(`history.cause.${entry.cause}`)}
              </Text>
            </InlineStack>
            <Text as="p">{reason(entry.reason)}</Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
