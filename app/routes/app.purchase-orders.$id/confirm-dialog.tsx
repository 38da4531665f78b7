import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { plainName } from "../../ui/plain-name.ts";
import type { DialogProps } from "./dialog-props.ts";
import type { OrderIntent } from "./order-intent.ts";

interface Props extends DialogProps {
  kind: "cancel" | "reopen" | "close-short";
  intent: OrderIntent;
}

/** Says what happens, and does it only then. */
export function ConfirmDialog({ order, answer, isBusy, post, onClose, kind, intent }: Props) {
  const { t } = useTranslation(["orders", "common"]);
  const result = answer?.intent === intent.intent ? answer.result : undefined;
  const chosen = intent.intent === "close-short" ? order.lines.filter(({ id }) => intent.lineIds.includes(id)) : [];
  const hasCome = order.lines.some(({ receivedUnits }) => receivedUnits > 0);
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="300">
          {result?.ok === false && <Banner tone="critical">{t("refused.changed-meanwhile")}</Banner>}
          <Text as="p">{kind === "cancel" && hasCome ? t("confirm.cancelRest") : t(`confirm.${kind}.words`)}</Text>
          {chosen.length > 0 && (
            <List>
              {chosen.map(({ id, title, openUnits }) => (
                <List.Item key={id}>{t("confirm.line", { title: plainName(title), count: openUnits })}</List.Item>
              ))}
            </List>
          )}
        </BlockStack>
      </Box>
      <TitleBar title={t(`confirm.${kind}.title`)}>
        <button
          variant="primary"
          {...(kind === "cancel" ? { tone: "critical" as const } : {})}
          onClick={() => post(intent)}
          disabled={isBusy}
        >
          {t(`confirm.${kind}.do`)}
        </button>
        <button onClick={onClose}>{t("common:action.back")}</button>
      </TitleBar>
    </Modal>
  );
}
