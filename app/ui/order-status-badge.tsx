import { Badge, type BadgeProps, InlineStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrderStanding } from "../supply/purchase-orders/purchase-order-status.ts";

const looks: Record<OrderStanding, Pick<BadgeProps, "tone" | "progress">> = {
  draft: { progress: "incomplete" },
  ordered: { tone: "info", progress: "incomplete" },
  confirmed: { tone: "info", progress: "partiallyComplete" },
  "partly-received": { tone: "attention", progress: "partiallyComplete" },
  "rest-cancelled": { progress: "complete" },
  received: { tone: "success", progress: "complete" },
  "received-short": { tone: "success", progress: "complete" },
  cancelled: {},
};

/** Where a purchase order stands, and whether it should have come by now. */
export function OrderStatusBadge({ standing, isOverdue }: { standing: OrderStanding; isOverdue: boolean }) {
  const { t } = useTranslation("orders");
  return (
    <InlineStack gap="100">
      <Badge {...looks[standing]}>{t(`standing.${standing}`)}</Badge>
      {isOverdue && <Badge tone="critical">{t("overdue")}</Badge>}
    </InlineStack>
  );
}
