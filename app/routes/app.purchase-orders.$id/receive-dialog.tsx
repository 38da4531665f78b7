import { Modal, TitleBar } from "@shopify/app-bridge-react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  ChoiceList,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBookingScope } from "../../ui/use-booking-scope.ts";
import type { DialogProps } from "./dialog-props.ts";
import { ReceiveLine } from "./receive-line.tsx";

/** What came, filled in with what is open; recorded only, or added to Shopify's stock too. */
export function ReceiveDialog({ order, answer, isBusy, post, onClose }: DialogProps) {
  const { t } = useTranslation(["orders", "common"]);
  const scope = useBookingScope();
  // One form, one receipt: however often it is sent.
  const [key] = useState(() => crypto.randomUUID());
  const [receivedOn, setReceivedOn] = useState(order.today);
  const open = () => Object.fromEntries(order.lines.map(({ id, openUnits }) => [id, String(openUnits)]));
  const [units, setUnits] = useState<Record<string, string>>(open);
  const [isBooked, setBooked] = useState(false);
  const result = answer?.intent === "receive" ? answer.result : undefined;
  const errors = result?.ok === false && result.reason === "form" ? result.errors : {};
  const hasChanged = result?.ok === false && result.reason === "changed-meanwhile";
  // Somebody received meanwhile: the form shows what is open after that, to be looked at again.
  const seen = useRef(order.version);
  useEffect(() => {
    if (seen.current === order.version) return;
    seen.current = order.version;
    setUnits(open());
  });
  const said = (field: string) => {
    const code = errors[field];
    return code === undefined ? undefined : t(`receive.error.${code}`);
  };
  const nothing = () => setUnits(Object.fromEntries(order.lines.map(({ id }) => [id, "0"])));
  const needsScope = isBooked && scope.isGranted === false;
  return (
    <Modal open onHide={onClose} variant="large">
      <Box padding="400">
        <BlockStack gap="400">
          {hasChanged && (
            <Banner tone="warning" title={t("receive.changedTitle")}>
              {t("receive.changedWords")}
            </Banner>
          )}
          {result?.ok === false && (result.reason === "cancelled" || result.reason === "not-ordered") && (
            <Banner tone="critical">{t(`receive.refused.${result.reason}`)}</Banner>
          )}
          {result?.ok === false && result.reason === "gone" && <Banner tone="critical">{t("refused.gone")}</Banner>}
          {said("units") !== undefined && <Banner tone="critical">{said("units")}</Banner>}
          <TextField
            label={t("receive.day")}
            type="date"
            autoComplete="off"
            value={receivedOn}
            error={said("receivedOn")}
            onChange={setReceivedOn}
          />
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingSm">
              {t("receive.what")}
            </Text>
            <ButtonGroup>
              <Button size="slim" onClick={() => setUnits(open())}>
                {t("receive.all")}
              </Button>
              <Button size="slim" onClick={nothing}>
                {t("receive.nothing")}
              </Button>
            </ButtonGroup>
          </InlineStack>
          {order.lines.map((line) => (
            <ReceiveLine
              key={line.id}
              line={line}
              value={units[line.id] ?? ""}
              error={said(`units.${line.id}`)}
              onChange={(value) => setUnits({ ...units, [line.id]: value })}
            />
          ))}
          <Text as="p" tone="subdued">
            {t("receive.correction")}
          </Text>
          <ChoiceList
            title={t("receive.stock")}
            choices={[
              { value: "recorded", label: t("receive.recordOnly"), helpText: t("receive.recordOnlyHelp") },
              { value: "booked", label: t("receive.book"), helpText: t("receive.bookHelp") },
            ]}
            selected={[isBooked ? "booked" : "recorded"]}
            onChange={([chosen]) => setBooked(chosen === "booked")}
          />
          {needsScope && (
            <Banner
              tone="info"
              title={t("receive.scopeTitle")}
              action={{ content: t("receive.scopeAsk"), onAction: () => void scope.ask() }}
            >
              {t("receive.scopeWords")}
            </Banner>
          )}
        </BlockStack>
      </Box>
      <TitleBar title={t("receive.title", { number: order.number })}>
        <button
          variant="primary"
          disabled={isBusy || needsScope}
          onClick={() =>
            post({ intent: "receive", key, version: order.version, form: { receivedOn, units }, isBooked })
          }
        >
          {hasChanged ? t("receive.doAgain") : t("receive.do")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
