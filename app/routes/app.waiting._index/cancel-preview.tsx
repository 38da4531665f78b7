import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrdersPreview } from "../../customers/waiting-orders/change-orders.server.ts";
import { useMoney } from "../../ui/use-money.ts";

type Cancelling = Extract<OrdersPreview, { kind: "cancel" }>;

/** What each order loses and what its customer gets back, before anything is done. */
export function CancelPreview({ preview: { orders, leftOut } }: { preview: Cancelling }) {
  const { t } = useTranslation("waiting");
  const money = useMoney();
  return (
    <BlockStack gap="300">
      <Text as="p">{t("change.cancel.what")}</Text>
      {orders.map((order) => (
        <InlineStack key={order.orderId} align="space-between" gap="400" wrap={false}>
          <Text as="span" fontWeight="semibold">
            {order.name}
          </Text>
          <Text as="span" alignment="end" tone={order.ok ? undefined : "subdued"}>
            {!order.ok
              ? t(`change.cancel.${order.reason}`)
              : order.refund === null
                ? t("change.cancel.unpaid", { count: order.units })
                : t(order.isWhole ? "change.cancel.whole" : "change.cancel.refund", {
                    count: order.units,
                    amount: money(order.refund.amountMinor, order.refund.currency),
                  })}
          </Text>
        </InlineStack>
      ))}
      {leftOut > 0 && <Text as="p">{t("change.cancel.leftOut", { count: leftOut })}</Text>}
      <Text as="p" tone="subdued">
        {t("change.cancel.then")}
      </Text>
    </BlockStack>
  );
}
