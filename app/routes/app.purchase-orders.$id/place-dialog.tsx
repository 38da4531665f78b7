import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, List, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { plainName } from "../../ui/plain-name.ts";
import { useFormat } from "../../ui/use-format.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Marks a draft as ordered: from then on its days are stated. */
export function PlaceDialog({ order, answer, isBusy, post, onClose }: DialogProps) {
  const { t } = useTranslation(["orders", "common"]);
  const { day } = useFormat();
  const [orderedOn, setOrderedOn] = useState(order.today);
  const result = answer?.intent === "move" ? answer.result : undefined;
  const past = result?.ok === false && result.reason === "past-days" ? result.lines : [];
  const fault = result?.ok === false && result.reason === "form" ? result.errors.orderedOn : undefined;
  const undated = order.lines.filter(({ expectedOn }) => expectedOn === null).length;
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          {result?.ok === false && result.reason !== "past-days" && result.reason !== "form" && (
            <Banner tone="critical">{t(`refused.${result.reason}`)}</Banner>
          )}
          <Text as="p">{t("place.words")}</Text>
          <TextField
            label={t("fact.orderedOn")}
            type="date"
            autoComplete="off"
            value={orderedOn}
            error={fault === undefined ? undefined : t(`dayFault.${fault}`)}
            onChange={setOrderedOn}
          />
          {undated > 0 && <Text as="p">{t("place.undated", { count: undated })}</Text>}
          {past.length > 0 && (
            <Banner tone="warning" title={t("pastDays.title")}>
              <List>
                {past.map(({ title, expectedOn }, index) => (
                  <List.Item key={index}>
                    {t("pastDays.line", { title: plainName(title), day: day(expectedOn) })}
                  </List.Item>
                ))}
              </List>
            </Banner>
          )}
        </BlockStack>
      </Box>
      <TitleBar title={t("action.order")}>
        <button
          variant="primary"
          disabled={isBusy}
          onClick={() =>
            post({
              intent: "move",
              move: "order",
              version: order.version,
              orderedOn,
              acceptsPastDays: past.length > 0,
            })
          }
        >
          {past.length > 0 ? t("pastDays.accept") : t("action.order")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
