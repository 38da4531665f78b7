import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { NamedMove } from "../../backorders/name-moves.server.ts";
import type { PlacePreview } from "../../backorders/preview-place.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import type { AskedPlace } from "./queue-page.tsx";

interface Props {
  asked: AskedPlace;
  /** Null: being worked out. */
  preview: PlacePreview | null;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Who would move from when to when, before anybody does. */
export function PlaceDialog({ asked, preview, isBusy, onConfirm, onClose }: Props) {
  const { t } = useTranslation(["waiting", "common"]);
  const what = asked.place ?? "undo";
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        {preview === null ? <Text as="p">{t("common:loading")}</Text> : <Moves preview={preview} />}
      </Box>
      <TitleBar title={t(`queue.ask.${what}`, { name: asked.orderName })}>
        <button variant="primary" disabled={isBusy || preview?.ok !== true} onClick={onConfirm}>
          {t("common:action.confirm")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}

function Moves({ preview }: { preview: PlacePreview }) {
  const { t } = useTranslation("waiting");
  const { number } = useFormat();
  if (!preview.ok) return <Banner tone="warning">{t(`queue.refused.${preview.reason}`)}</Banner>;
  const { moves, moveCount, brokenCount } = preview;
  return (
    <BlockStack gap="300">
      {moveCount === 0 && <Text as="p">{t("queue.nobodyMoves")}</Text>}
      {moveCount > 0 && <Text as="p">{t("queue.moves", { count: moveCount })}</Text>}
      {brokenCount > 0 && <Banner tone="warning">{t("queue.breaks", { count: brokenCount })}</Banner>}
      <List>
        {moves.map((move) => (
          <MoveItem key={move.lineId} move={move} />
        ))}
      </List>
      {moveCount > moves.length && (
        <Text as="p" tone="subdued">
          {t("queue.moreMoves", { count: moveCount - moves.length, number: number(moveCount - moves.length) })}
        </Text>
      )}
    </BlockStack>
  );
}

function MoveItem({ move: { orderName, before, after, breaksPromise } }: { move: NamedMove }) {
  const { t } = useTranslation("waiting");
  const { number, window } = useFormat();
  const place = (at: number | null) => (at === null ? t("inStock") : t("queue.nth", { place: number(at) }));
  return (
    <List.Item>
      <Text as="span" tone={breaksPromise ? "critical" : undefined}>
        {t("queue.move", {
          name: orderName,
          from: `${place(before.place)}, ${window(before.window)}`,
          to: `${place(after.place)}, ${window(after.window)}`,
        })}
      </Text>
    </List.Item>
  );
}
