import { Banner, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ImportSummary } from "../../supply/import/import-plan.ts";
import { useFormat } from "../../ui/use-format.ts";

/** What was saved, and where to go on. */
export function DoneCard({ summary, onAnother }: { summary: ImportSummary; onAnother(): void }) {
  const { t } = useTranslation("orders");
  const { number } = useFormat();
  const more = summary.orders.new + summary.orders.updated - summary.examples.length;
  return (
    <Card>
      <BlockStack gap="400">
        <Banner tone="success" title={t("import.done.title")}>
          {t("import.done.body", {
            new: number(summary.orders.new),
            updated: number(summary.orders.updated),
            units: number(summary.openUnits),
          })}
        </Banner>
        <InlineStack gap="300">
          {summary.examples.map(({ id, number: name }) => (
            <Link key={id} url={`/app/purchase-orders/${id}`}>
              {name}
            </Link>
          ))}
          {more > 0 && <Text as="span">{t("import.preview.more", { count: more })}</Text>}
        </InlineStack>
        <InlineStack gap="300">
          <Button variant="primary" url="/app/purchase-orders">
            {t("import.done.toOrders")}
          </Button>
          <Button onClick={onAnother}>{t("import.done.another")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
