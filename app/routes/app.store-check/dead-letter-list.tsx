import { Badge, BlockStack, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { DeadLetter } from "../../jobs/dead-letters.server.ts";
import { useFormat } from "../../ui/use-format.ts";

interface Props {
  letters: DeadLetter[];
  onRunAgain: (ids: string[]) => void;
  /** Those being sent on. */
  pressed: readonly string[];
}

const causes = ["ShopifyThrottled", "ShopifyUnreachable", "ShopifyRejected", "ShopUnavailable", "Lost"] as const;

/** Work that failed for good: each can be run again, or all at once. */
export function DeadLetterList({ letters, onRunAgain, pressed }: Props) {
  const { t } = useTranslation("check");
  const { instant } = useFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {t("deadLetters.title", { count: letters.length })}
            </Text>
            <Badge tone="critical">{t("deadLetters.badge")}</Badge>
          </InlineStack>
          {letters.length > 1 && (
            <Button
              variant="primary"
              loading={pressed.length > 1}
              disabled={pressed.length === 1}
              onClick={() => onRunAgain(letters.map(({ id }) => id))}
            >
              {t("deadLetters.runAll")}
            </Button>
          )}
        </InlineStack>
        <Text as="p">{t("deadLetters.why")}</Text>
        {letters.map(({ id, job, error, failedAt, tries }) => {
          const cause = causes.find((each) => each === error) ?? "other";
          return (
            <BlockStack gap="300" key={id}>
              <Divider />
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <BlockStack gap="100">
                  <Text as="h3" variant="headingSm">
                    {t(`job.${job}`)}
                  </Text>
                  <Text as="p">{t(`cause.${cause}`)}</Text>
                  <Text as="p" tone="subdued">
                    {t("deadLetters.tried", { count: tries, at: instant(failedAt) })}
                  </Text>
                </BlockStack>
                <Button
                  loading={pressed.length === 1 && pressed[0] === id}
                  disabled={pressed.length > 1}
                  onClick={() => onRunAgain([id])}
                >
                  {t("deadLetters.run")}
                </Button>
              </InlineStack>
            </BlockStack>
          );
        })}
      </BlockStack>
    </Card>
  );
}
