import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { orderTotals } from "../../supply/purchase-orders/order-totals.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { OrderStatusBadge } from "../../ui/order-status-badge.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useMoney } from "../../ui/use-money.ts";
import type { ShownOrder } from "./order-page.tsx";

export function OrderFactsCard({ order }: { order: ShownOrder }) {
  const { t } = useTranslation(["orders", "common"]);
  const { number, day, instant } = useFormat();
  const money = useMoney();
  const totals = orderTotals(order.lines);
  // Of a cancelled order nothing comes any more, whatever its lines once asked for.
  const isCancelled = order.standing === "cancelled" || order.standing === "rest-cancelled";
  const on = (value: string | null) => (value === null ? t("common:none") : day(value));
  return (
    <Card>
      <BlockStack gap="300">
        <OrderStatusBadge standing={order.standing} isOverdue={order.lines.some(({ isOverdue }) => isOverdue)} />
        <Link url={`/app/suppliers/${order.supplier.id}`}>{order.supplier.name}</Link>
        <FactList
          facts={[
            [t("fact.location"), order.location.name],
            [t("fact.orderedOn"), on(order.orderedOn)],
            [t("fact.confirmedOn"), on(order.confirmedOn)],
            [t("fact.closedOn"), on(order.closedOn)],
            [t("fact.open"), number(isCancelled ? 0 : totals.openUnits)],
            [t("fact.total"), money(totals.totalMinor, order.currency)],
          ]}
        />
        {totals.unpricedLines > 0 && (
          <Text as="p" tone="subdued">
            {t("unpriced", { count: totals.unpricedLines })}
          </Text>
        )}
        {order.mailedAt !== null && order.mailedTo !== null && (
          <Text as="p" tone="subdued">
            {t("mailedTo", { to: order.mailedTo, at: instant(order.mailedAt) })}
          </Text>
        )}
        {order.note !== "" && (
          <Text as="p" breakWord>
            {order.note}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
