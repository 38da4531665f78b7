import { useFetcher, useRevalidator } from "@remix-run/react";
import { Modal, TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Button, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrdersDone, OrdersPreview } from "../../customers/waiting-orders/change-orders.server.ts";
import { useAnswered } from "../../ui/use-answered.ts";
import { useToast } from "../../ui/use-toast.ts";
import { CancelPreview } from "./cancel-preview.tsx";
import type { WaitingAction } from "./route.tsx";

export const changeKinds = ["notify", "hold", "release", "follow-rule", "cancel"] as const;
export type ChangeKind = (typeof changeKinds)[number];

interface Props {
  kind: ChangeKind;
  orderIds: string[];
  onClose: () => void;
  onDone: () => void;
}

/** One change for several orders: shown with what it does, and only then done. */
export function ChangeDialog({ kind, orderIds, onClose, onDone }: Props) {
  const { t } = useTranslation(["waiting", "common"]);
  const fetcher = useFetcher<WaitingAction>();
  const { revalidate } = useRevalidator();
  const [preview, setPreview] = useState<OrdersPreview | null>(null);
  const [done, setDone] = useState<OrdersDone | undefined>(undefined);
  // Where else these orders stand: the same dialog serves the list and an order's own page.
  const post = (body: object) =>
    fetcher.submit(JSON.parse(JSON.stringify(body)), {
      method: "post",
      action: "/app/waiting?index",
      encType: "application/json",
    });
  const look = () => post({ intent: "preview", change: { kind, orderIds } });
  useEffect(look, []);
  useAnswered(fetcher, (answer) => {
    if (answer.intent === "preview") setPreview(answer.preview);
    if (answer.intent !== "do") return;
    setDone(answer.done);
    revalidate();
    onDone();
  });
  useToast(done, done === undefined ? null : sayDone(done, t), isRefused(done));
  const isBusy = fetcher.state !== "idle";
  const change =
    preview?.kind === "cancel"
      ? {
          kind,
          token: preview.token,
          shown: Object.fromEntries(
            preview.orders.flatMap((each) => (each.ok ? [[each.orderId, each.refund?.amountMinor ?? null]] : [])),
          ),
        }
      : { kind, orderIds };
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          {preview === null ? (
            <Text as="p">{t("common:loading")}</Text>
          ) : (
            <Preview preview={preview} onGranted={look} />
          )}
        </BlockStack>
      </Box>
      <TitleBar title={t(`change.${kind}.title`, { count: orderIds.length })}>
        <button
          variant="primary"
          {...(kind === "cancel" ? { tone: "critical" } : {})}
          disabled={isBusy || preview === null || !isUseful(preview)}
          onClick={() => post({ intent: "do", change })}
        >
          {t(`change.${kind}.do`)}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}

function Preview({ preview, onGranted }: { preview: OrdersPreview; onGranted: () => void }) {
  const { t } = useTranslation("waiting");
  if (preview.kind === "notify") {
    const { result } = preview;
    if (!result.ok)
      return (
        <Banner tone="warning" action={{ content: t("change.notify.settings"), url: "/app/notices/settings" }}>
          {t("change.notify.off")}
        </Banner>
      );
    return (
      <>
        {result.tellCount > 0 && <Text as="p">{t("change.notify.tells", { count: result.tellCount })}</Text>}
        {result.moveCount > 0 && <Text as="p">{t("change.notify.moves", { count: result.moveCount })}</Text>}
        {result.skippedCount > 0 && <Text as="p">{t("change.notify.skips", { count: result.skippedCount })}</Text>}
      </>
    );
  }
  if (preview.missingScopes.length > 0)
    return <AskAccess kind={preview.kind} scopes={preview.missingScopes} onGranted={onGranted} />;
  if (preview.kind === "cancel") return <CancelPreview preview={preview} />;
  return <Text as="p">{t(`change.${preview.kind}.what`, { count: preview.count })}</Text>;
}

/** Asked for here, where it is of use, and saying why. */
function AskAccess({ kind, scopes, onGranted }: { kind: ChangeKind; scopes: string[]; onGranted: () => void }) {
  const { t } = useTranslation("waiting");
  const shopify = useAppBridge();
  const ask = async () => {
    const { result } = await shopify.scopes.request(scopes);
    if (result === "granted-all") onGranted();
  };
  return (
    <BlockStack gap="300" inlineAlign="start">
      <Text as="p">{t(kind === "cancel" ? "access.cancel" : "access.hold")}</Text>
      <Button variant="primary" onClick={() => void ask()}>
        {t("access.ask")}
      </Button>
    </BlockStack>
  );
}

function isUseful(preview: OrdersPreview): boolean {
  switch (preview.kind) {
    case "notify":
      return preview.result.ok && preview.result.tellCount + preview.result.moveCount > 0;
    case "cancel":
      return preview.orders.some(({ ok }) => ok);
    default:
      return preview.missingScopes.length === 0;
  }
}

const isRefused = (done: OrdersDone | undefined) =>
  (done?.kind === "notify" && !done.result.ok) || (done?.kind === "cancel" && done.askedCount === 0);

type Words = ReturnType<typeof useTranslation<["waiting", "common"]>>["t"];

function sayDone(done: OrdersDone, t: Words): string {
  if (done.kind === "notify")
    return done.result.ok
      ? t("change.notify.done", { count: done.result.tellCount + done.result.moveCount })
      : t("change.notify.off");
  if (done.kind === "cancel")
    return done.leftCount > 0
      ? t("change.cancel.partlyDone", { count: done.askedCount, left: done.leftCount })
      : t("change.cancel.done", { count: done.askedCount });
  return t(`change.${done.kind}.done`, { count: done.count });
}
