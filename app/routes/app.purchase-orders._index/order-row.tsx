import { BlockStack, IndexTable, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ListedOrder } from "../../supply/purchase-orders/list-purchase-orders.server.ts";
import { OrderStatusBadge } from "../../ui/order-status-badge.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";

export function OrderRow({ order, index, isNarrow }: { order: ListedOrder; index: number; isNarrow: boolean }) {
  const { t } = useTranslation(["orders", "common"]);
  const { number, day } = useFormat();
  const money = useMoney();
  const name = (
    <Link url={`/app/purchase-orders/${order.id}`} dataPrimaryLink removeUnderline>
      <Text as="span" fontWeight="semibold">
        {order.number}
      </Text>
    </Link>
  );
  const badge = (
    <OrderStatusBadge standing={order.isRestCancelled ? "rest-cancelled" : order.status} isOverdue={order.isOverdue} />
  );
  const expected =
    order.nextExpectedOn === null
      ? order.openUnits > 0
        ? t("common:noDate")
        : t("common:none")
      : day(order.nextExpectedOn);
  const received = t("receivedOf", { received: number(order.receivedUnits), ordered: number(order.orderedUnits) });
  if (isNarrow) {
    return (
      <IndexTable.Row id={order.id} position={index}>
        <div style={{ padding: "0.75rem 1rem", width: "100%", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            {name}
            {badge}
            <Text as="span" tone="subdued">
              {order.supplierName} · {expected} · {received}
            </Text>
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  }
  return (
    <IndexTable.Row id={order.id} position={index}>
      <IndexTable.Cell>{name}</IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack>
          <Text as="span">{order.supplierName}</Text>
          <Text as="span" tone="subdued">
            {order.locationName}
          </Text>
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>{badge}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" tone={order.isOverdue ? "critical" : undefined}>
          {expected}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" numeric>
          {received}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end" numeric>
          {money(order.totalMinor, order.currency)}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
