import type { SerializeFrom } from "@remix-run/node";
import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { BlockStack, Box, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { MerchantMove } from "../../shops/merchant-move.ts";
import type { MovePreview } from "../../shops/preview-move.server.ts";
import { StartChanges } from "./start-changes.tsx";

interface Props {
  title: string;
  action: string;
  move: MerchantMove | null;
  /** Null: closed. */
  preview: SerializeFrom<MovePreview> | null;
  isBusy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** What a move of the whole shop will do, in numbers, before it is made. */
export function ConfirmMove({ title, action, move, preview, isBusy, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal open={preview !== null} onHide={onClose}>
      <Box padding="400">
        {preview?.kind === "start" && <StartChanges preview={preview} />}
        {preview?.kind === "restore" && move !== null && move !== "start" && (
          <RestoreChanges restore={preview.restore} move={move} />
        )}
      </Box>
      <TitleBar title={title}>
        <button
          variant="primary"
          {...(move === "leave" ? { tone: "critical" as const } : {})}
          onClick={onConfirm}
          disabled={isBusy}
        >
          {action}
        </button>
        <button onClick={onClose}>{t("action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}

type Restore = Extract<MovePreview, { kind: "restore" }>["restore"];

function RestoreChanges({ restore, move }: { restore: Restore; move: Exclude<MerchantMove, "start"> }) {
  const { t } = useTranslation("settings");
  const counts = ["turnedOffCount", "turnedOnCount", "sameCount", "leftAloneCount"] as const;
  return (
    <BlockStack gap="300">
      <Text as="p" variant="headingMd">
        {t("restore.managed", { count: restore.managedCount })}
      </Text>
      <List>
        {counts
          .filter((each) => restore[each] > 0)
          .map((each) => (
            <List.Item key={each}>{t(`restore.${each}`, { count: restore[each] })}</List.Item>
          ))}
        <List.Item>
          {restore.waitingOrders === 0
            ? t("restore.nobodyWaits")
            : t(`restore.waiting.${move}`, { count: restore.waitingOrders })}
        </List.Item>
        {move === "leave" && restore.unusedCodes > 0 && (
          <List.Item>{t("restore.unusedCodes", { count: restore.unusedCodes })}</List.Item>
        )}
        {move === "leave" && <List.Item>{t("restore.removed")}</List.Item>}
      </List>
      <Text as="p" tone="subdued">
        {t(`move.${move}.after`)}
      </Text>
    </BlockStack>
  );
}
