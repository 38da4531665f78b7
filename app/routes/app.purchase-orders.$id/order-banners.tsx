import { Banner, BlockStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useBookingScope } from "../../ui/use-booking-scope.ts";
import type { OrderFetcher, ShownOrder } from "./order-page.tsx";

interface Props {
  order: ShownOrder;
  answer: OrderFetcher["data"];
  isBusy: boolean;
  onRetry: () => void;
}

/** What about this order needs a look. */
export function OrderBanners({ order, answer, isBusy, onRetry }: Props) {
  const { t } = useTranslation("orders");
  const scope = useBookingScope();
  const overdue = order.lines.filter(({ isOverdue }) => isOverdue).length;
  const refused = order.receipts.filter(({ booking }) => booking === "refused");
  const waiting = order.receipts.filter(({ booking }) => booking === "to-book").length;
  const reasons = [...new Set(refused.map(({ bookingError }) => bookingError ?? "refused"))];
  const retry = async () => {
    if (!reasons.includes("no-scope") || (await scope.ask())) onRetry();
  };
  const over = answer?.intent === "receive" && answer.result.ok ? answer.result.over : [];
  // What a dialog asked for it says itself; here stands what a button of the page asked for.
  const refusal =
    answer !== undefined && (answer.intent === "duplicate" || answer.intent === "move") && !answer.result.ok
      ? answer.result.reason
      : "form";
  return (
    <>
      {refusal !== "form" && <Banner tone="critical">{t(`refused.${refusal}`)}</Banner>}
      {overdue > 0 && (
        <Banner tone="warning" title={t("overdueLines", { count: overdue })}>
          {t("overdueWords")}
        </Banner>
      )}
      {over.length > 0 && (
        <Banner tone="warning" title={t("receive.overTitle")}>
          <BlockStack>
            {over.map(({ title, overUnits }) => (
              <p key={title}>{t("receive.overLine", { title, count: overUnits })}</p>
            ))}
          </BlockStack>
        </Banner>
      )}
      {refused.length > 0 && (
        <Banner
          tone="critical"
          title={t("booking.refusedTitle", { count: refused.length })}
          action={{ content: t("booking.again"), onAction: () => void retry(), loading: isBusy }}
        >
          <BlockStack>
            {reasons.map((reason) => (
              <p key={reason}>{t(`booking.error.${reason}`)}</p>
            ))}
          </BlockStack>
        </Banner>
      )}
      {waiting > 0 && <Banner tone="info">{t("booking.waiting", { count: waiting })}</Banner>}
      {order.supplier.isArchived && <Banner tone="info">{t("supplierArchived")}</Banner>}
      {order.standing === "cancelled" && <Banner tone="info">{t("cancelledWords")}</Banner>}
    </>
  );
}
