import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, ChoiceList, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExpectedDayMove } from "../../supply/purchase-orders/expected-day-move.ts";
import { plainName } from "../../ui/plain-name.ts";
import type { DialogProps } from "./dialog-props.ts";

const kinds = ["day", "shift", "unknown"] as const;

/** Moves expected days, with the reason that the history keeps. */
export function DaysDialog({ order, answer, isBusy, post, onClose, lineIds }: DialogProps & { lineIds: string[] }) {
  const { t } = useTranslation(["orders", "common"]);
  const [kind, setKind] = useState<ExpectedDayMove["kind"]>("day");
  const [day, setDay] = useState("");
  const [days, setDays] = useState("7");
  const [reason, setReason] = useState("");
  const result = answer?.intent === "move-days" ? answer.result : undefined;
  const errors = result?.ok === false && result.reason === "form" ? result.errors : {};
  const said = (field: "day" | "days" | "reason") => {
    const code = errors[field];
    return code === undefined ? undefined : t(`common:field.${code}`);
  };
  const [only] = order.lines.filter(({ id }) => lineIds.includes(id));
  const move: ExpectedDayMove =
    kind === "day"
      ? { kind, day }
      : kind === "shift"
        ? { kind, days: days.trim() === "" ? NaN : Number(days) }
        : { kind };
  return (
    <Modal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="400">
          {result?.ok === false && result.reason !== "form" && (
            <Banner tone="critical">{t("refused.changed-meanwhile")}</Banner>
          )}
          <Text as="p">
            {lineIds.length === 1 && only !== undefined
              ? plainName(only.title)
              : t("days.lines", { count: lineIds.length })}
          </Text>
          <ChoiceList
            title={t("days.how")}
            titleHidden
            choices={kinds.map((value) => ({ value, label: t(`days.${value}`) }))}
            selected={[kind]}
            onChange={([chosen]) => setKind(kinds.find((each) => each === chosen) ?? "day")}
          />
          {kind === "day" && (
            <TextField
              label={t("column.expected")}
              type="date"
              autoComplete="off"
              value={day}
              error={said("day")}
              onChange={setDay}
            />
          )}
          {kind === "shift" && (
            <TextField
              label={t("days.shiftDays")}
              helpText={t("days.shiftHelp")}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              value={days}
              error={said("days")}
              onChange={setDays}
            />
          )}
          <TextField
            label={t("days.reason")}
            placeholder={t("days.reasonExample")}
            autoComplete="off"
            maxLength={300}
            value={reason}
            error={said("reason")}
            onChange={setReason}
          />
          <Text as="p" tone="subdued">
            {t("days.after")}
          </Text>
        </BlockStack>
      </Box>
      <TitleBar title={t("action.days")}>
        <button
          variant="primary"
          disabled={isBusy}
          onClick={() => post({ intent: "move-days", version: order.version, lineIds, move, reason })}
        >
          {t("days.do")}
        </button>
        <button onClick={onClose}>{t("common:action.cancel")}</button>
      </TitleBar>
    </Modal>
  );
}
