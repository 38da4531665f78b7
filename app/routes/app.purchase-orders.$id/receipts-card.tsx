import { Badge, type BadgeProps, BlockStack, Box, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import type { ShownOrder } from "./order-page.tsx";

const tones: Record<ShownOrder["receipts"][number]["booking"], BadgeProps["tone"]> = {
  recorded: undefined,
  "to-book": "info",
  booked: "success",
  refused: "critical",
};

/** What came, the newest first; a mistake that was taken back stands beside it. */
export function ReceiptsCard({ order }: { order: ShownOrder }) {
  const { t } = useTranslation("orders");
  const { number, day, instant } = useFormat();
  if (order.status === "draft") return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("receipts.title")}
        </Text>
        {order.receipts.length === 0 && (
          <Text as="p" tone="subdued">
            {t("receipts.none")}
          </Text>
        )}
        {order.receipts.map((receipt) => (
          <Box key={receipt.id} borderBlockStartWidth="025" borderColor="border" paddingBlockStart="200">
            <InlineStack align="space-between" gap="200" blockAlign="center">
              <BlockStack>
                <Text as="span" breakWord>
                  {plainName(receipt.title)}
                </Text>
                <Text as="span" tone="subdued">
                  {t("receipts.line", { day: day(receipt.receivedOn), at: instant(receipt.recordedAt) })}
                </Text>
              </BlockStack>
              <InlineStack gap="200" blockAlign="center">
                <Badge tone={tones[receipt.booking]}>{t(`booking.${receipt.booking}`)}</Badge>
                <Text as="span" numeric fontWeight="semibold">
                  {receipt.units > 0 ? `+${number(receipt.units)}` : number(receipt.units)}
                </Text>
              </InlineStack>
            </InlineStack>
          </Box>
        ))}
      </BlockStack>
    </Card>
  );
}
