import type { SerializeFrom } from "@remix-run/node";
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OutgoingRow } from "../../customers/notices/load-notice-page.server.ts";
import type { OutgoingTopic } from "../../customers/notices/outgoing-payload.ts";
import { useFormat } from "../../ui/use-format.ts";

/** What went to Flow and to the webhook last, and what became of it. */
export function DeliveriesCard({ rows }: { rows: SerializeFrom<OutgoingRow>[] }) {
  const { t } = useTranslation("notices");
  const { instant } = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("set.deliveries")}
        </Text>
        {rows.length === 0 && (
          <Text as="p" tone="subdued">
            {t("set.noDeliveries")}
          </Text>
        )}
        {rows.map(({ id, channel, topic, status, tries, httpCode, createdAt }) => (
          <InlineStack key={id} align="space-between" gap="200">
            <span>
              {/* Justified casts: the columns are written from these only. */}
              {t(`set.channel.${channel as "flow" | "webhook"}`)}: {t(`set.topic.${topic as OutgoingTopic}`)} ·{" "}
              {instant(createdAt)}
            </span>
            <InlineStack gap="200">
              {tries > 1 && <Text as="span">{t("tries", { count: tries })}</Text>}
              {httpCode !== null && <Text as="span">{String(httpCode)}</Text>}
              <Badge tone={status === "sent" ? "success" : status === "failed" ? "critical" : "info"}>
                {t(`set.outgoing.${status as "waiting" | "sent" | "failed"}`)}
              </Badge>
            </InlineStack>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
