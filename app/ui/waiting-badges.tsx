import { Badge, InlineStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { WaitingOrder } from "../customers/waiting-orders/waiting-order.ts";

export type WaitingMarks = Pick<
  WaitingOrder,
  | "isLate"
  | "isAtRisk"
  | "isUnsupplied"
  | "isReady"
  | "isMoved"
  | "isUnanswered"
  | "isRefundDue"
  | "isUnpaid"
  | "isUnreadable"
  | "isAdopted"
  | "holdRule"
  | "givenTo"
>;

/** How an order that waits stands, the weightiest first. */
export function WaitingBadges({ order }: { order: WaitingMarks }) {
  const { t } = useTranslation("waiting");
  return (
    <InlineStack gap="100" wrap>
      {order.isRefundDue && <Badge tone="critical">{t("badge.refundDue")}</Badge>}
      {order.isLate && <Badge tone="critical">{t("badge.late")}</Badge>}
      {order.isAtRisk && <Badge tone="warning">{t("badge.atRisk")}</Badge>}
      {order.isUnsupplied && <Badge tone="warning">{t("badge.noSupply")}</Badge>}
      {order.isUnanswered && <Badge tone="attention">{t("badge.unanswered")}</Badge>}
      {order.isMoved && <Badge tone="attention">{t("badge.moved")}</Badge>}
      {isOnTime(order) && <Badge tone="info">{t("badge.onTime")}</Badge>}
      {order.isReady && <Badge tone="success">{t("badge.ready")}</Badge>}
      {order.holdRule !== null && <Badge>{t(`badge.${order.holdRule}`)}</Badge>}
      {order.isUnpaid && <Badge>{t("badge.unpaid")}</Badge>}
      {order.isAdopted && <Badge>{t("badge.older")}</Badge>}
      {order.isUnreadable && <Badge>{t("badge.unreadable")}</Badge>}
    </InlineStack>
  );
}

function isOnTime({ givenTo, ...order }: WaitingMarks): boolean {
  const { isRefundDue, isLate, isAtRisk, isUnsupplied, isReady, isMoved } = order;
  return givenTo !== null && !isRefundDue && !isLate && !isAtRisk && !isUnsupplied && !isReady && !isMoved;
}
