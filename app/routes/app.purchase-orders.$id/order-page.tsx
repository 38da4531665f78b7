import { useFetcher, useNavigate } from "@remix-run/react";
import type { SerializeFrom } from "@remix-run/node";
import { BlockStack, InlineGrid } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderPage } from "../../supply/purchase-orders/load-purchase-order.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useAnswered } from "../../ui/use-answered.ts";
import { useDownload } from "../../ui/use-download.ts";
import { useToast } from "../../ui/use-toast.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { DaysDialog } from "./days-dialog.tsx";
import { LinesCard } from "./lines-card.tsx";
import { MailDialog } from "./mail-dialog.tsx";
import { OrderBanners } from "./order-banners.tsx";
import { OrderFactsCard } from "./order-facts-card.tsx";
import type { OrderIntent } from "./order-intent.ts";
import { PlaceDialog } from "./place-dialog.tsx";
import { ReceiptsCard } from "./receipts-card.tsx";
import { ReceiveDialog } from "./receive-dialog.tsx";
import type { OrderAction } from "./route.tsx";

export type ShownOrder = SerializeFrom<OrderPage>;
export type OrderFetcher = ReturnType<typeof useFetcher<OrderAction>>;

/** What is open over the page; the lines are those that were chosen for it. */
export type OrderDialog =
  { kind: "place" | "receive" | "mail" | "cancel" | "reopen" } | { kind: "days" | "close-short"; lineIds: string[] };

export function OrderPageView({ order }: { order: ShownOrder }) {
  const { t } = useTranslation(["orders", "common"]);
  const navigate = useNavigate();
  const fetcher = useFetcher<OrderAction>();
  const { download, isBusy: isDownloading } = useDownload();
  const [dialog, setOpenDialog] = useState<OrderDialog | null>(null);
  // What was answered to one dialog says nothing in the next.
  const [isAsked, setAsked] = useState(false);
  const setDialog = (next: OrderDialog | null) => {
    setAsked(false);
    setOpenDialog(next);
  };
  // The button's own: pressed twice, it makes one order.
  const [newId, setNewId] = useState(() => crypto.randomUUID());
  const post = (body: OrderIntent) => {
    setAsked(true);
    fetcher.submit(JSON.parse(JSON.stringify(body)), { method: "post", encType: "application/json" });
  };
  const answer = isAsked ? fetcher.data : undefined;
  const isBusy = fetcher.state !== "idle";
  useAnswered(fetcher, ({ intent, result }) => {
    if (!result.ok) return;
    setOpenDialog(null);
    if (intent === "duplicate") {
      setNewId(crypto.randomUUID());
      navigate(`/app/purchase-orders/${result.id}/edit`);
    }
  });
  useToast(answer?.result.ok === true ? answer : undefined, answer === undefined ? null : t(`toast.${answer.intent}`));
  const { version, moves, standing } = order;
  const openIds = order.lines.filter(({ openUnits }) => openUnits > 0).map(({ id }) => id);
  const canReceive = order.isUnderWay || standing === "received" || standing === "received-short";
  const dialogProps = { order, answer, isBusy, post, onClose: () => setDialog(null) };
  const primary = moves.includes("order")
    ? { content: t("action.order"), onAction: () => setDialog({ kind: "place" }) }
    : canReceive
      ? {
          content: order.isUnderWay ? t("action.receive") : t("action.receiveMore"),
          onAction: () => setDialog({ kind: "receive" }),
        }
      : undefined;
  return (
    <ArrivoPage
      title={order.number}
      subtitle={`${order.supplier.name} · ${order.location.name}`}
      backAction={{ url: "/app/purchase-orders" }}
      primaryAction={primary}
      secondaryActions={[
        ...(order.status === "draft" || order.isUnderWay
          ? [{ content: t("action.edit"), url: `/app/purchase-orders/${order.id}/edit` }]
          : []),
        ...(moves.includes("confirm")
          ? [
              {
                content: t("action.confirm"),
                onAction: () =>
                  post({ intent: "move", move: "confirm", version, orderedOn: null, acceptsPastDays: false }),
              },
            ]
          : []),
        ...(order.isUnderWay
          ? [{ content: t("action.days"), onAction: () => setDialog({ kind: "days", lineIds: openIds }) }]
          : []),
        { content: t("action.mail"), onAction: () => setDialog({ kind: "mail" }) },
        { content: t("action.print"), url: `/app/purchase-orders/${order.id}/print` },
        {
          content: t("action.csv"),
          loading: isDownloading,
          onAction: () => void download(`/app/purchase-orders/${order.id}/csv`, `${order.number}.csv`),
        },
        { content: t("action.duplicate"), onAction: () => post({ intent: "duplicate", newId }) },
        ...(order.isUnderWay && openIds.length > 0
          ? [
              {
                content: t("action.closeShort"),
                onAction: () => setDialog({ kind: "close-short", lineIds: openIds }),
              },
            ]
          : []),
        ...(moves.includes("reopen")
          ? [{ content: t("action.reopen"), onAction: () => setDialog({ kind: "reopen" }) }]
          : []),
        ...(moves.includes("cancel")
          ? [{ content: t("action.cancel"), destructive: true, onAction: () => setDialog({ kind: "cancel" }) }]
          : []),
      ]}
    >
      <OrderBanners order={order} answer={answer} isBusy={isBusy} onRetry={() => post({ intent: "retry-bookings" })} />
      <InlineGrid columns={{ xs: 1, md: "2fr 1fr" }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <LinesCard order={order} onDialog={setDialog} />
          <ReceiptsCard order={order} />
        </BlockStack>
        <OrderFactsCard order={order} />
      </InlineGrid>
      {dialog?.kind === "place" && <PlaceDialog {...dialogProps} />}
      {dialog?.kind === "receive" && <ReceiveDialog {...dialogProps} />}
      {dialog?.kind === "mail" && <MailDialog {...dialogProps} />}
      {dialog?.kind === "days" && <DaysDialog {...dialogProps} lineIds={dialog.lineIds} />}
      {(dialog?.kind === "cancel" || dialog?.kind === "reopen") && (
        <ConfirmDialog
          {...dialogProps}
          kind={dialog.kind}
          intent={{ intent: "move", move: dialog.kind, version, orderedOn: null, acceptsPastDays: false }}
        />
      )}
      {dialog?.kind === "close-short" && (
        <ConfirmDialog
          {...dialogProps}
          kind="close-short"
          intent={{ intent: "close-short", version, lineIds: dialog.lineIds }}
        />
      )}
    </ArrivoPage>
  );
}
