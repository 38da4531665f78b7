import type { SerializeFrom } from "@remix-run/node";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { NoticeBatch } from "../../customers/notices/list-notices.server.ts";
import { useChangeWords } from "../../ui/use-change-words.ts";
import { useFormat } from "../../ui/use-format.ts";

interface Props {
  batches: SerializeFrom<NoticeBatch>[];
  isBusy: boolean;
  onRecall: (reportId: string) => void;
}

/** What waits of each change report: taken back together, until it has left. */
export function BatchesCard({ batches, isBusy, onRecall }: Props) {
  const { t } = useTranslation("notices");
  const { instant } = useFormat();
  const words = useChangeWords();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("batch.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("batch.help")}
          </Text>
        </BlockStack>
        {batches.map(({ reportId, cause, count, dueAt }) => (
          <InlineStack key={reportId} align="space-between" blockAlign="center" gap="200">
            <BlockStack>
              <Text as="span" fontWeight="semibold">
                {words.cause(cause)}
              </Text>
              <Text as="span" tone="subdued">
                {t("batch.count", { count })} · {t("leavesAt", { at: instant(dueAt) })}
              </Text>
            </BlockStack>
            <Button
              disabled={isBusy}
              accessibilityLabel={`${t("batch.recall")}: ${words.cause(cause)}`}
              onClick={() => onRecall(reportId)}
            >
              {t("batch.recall")}
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
