import { BlockStack, Card, Checkbox, FormLayout, InlineError, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type NoticeKind, noticeKinds } from "../../customers/notices/notice-kind.ts";
import { toldByShopify } from "../../customers/notices/notice-settings.ts";
import type { CardProps } from "./notice-settings-view.tsx";

/** As an order lives through them; what is not named here comes last. */
const lived: readonly NoticeKind[] = [
  "placed",
  "on-time",
  "earlier",
  "delayed",
  "keep-or-cancel",
  "reminder",
  "answered",
  "ready",
  "shipped",
  "cancelled",
];
const inOrder = [...lived, ...noticeKinds.filter((kind) => !lived.includes(kind))];

/** Whether anything is sent, and what. */
export function SwitchesCard({ draft, set, error, isReady }: CardProps & { isReady: boolean }) {
  const { t } = useTranslation("notices");
  const isOnError = error("isOn");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("set.switch")}
        </Text>
        <Checkbox
          label={t("set.isOn")}
          helpText={isReady || draft.isOn ? t("set.isOnHelp") : t("set.notReady")}
          disabled={!isReady && !draft.isOn}
          checked={draft.isOn}
          onChange={(isOn) => set({ isOn })}
        />
        {isOnError !== undefined && <InlineError fieldID="notices-on" message={isOnError} />}
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t("set.kinds")}
          </Text>
          {inOrder.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`kind.${kind}`)}
              helpText={`${t(`kindHelp.${kind}`)}${toldByShopify.includes(kind) ? ` ${t("set.byShopify")}.` : ""}`}
              checked={draft.kinds[kind]}
              onChange={(isOn) => set({ kinds: { ...draft.kinds, [kind]: isOn } })}
            />
          ))}
        </BlockStack>
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={t("set.earlierDays")}
              type="number"
              min={1}
              max={60}
              autoComplete="off"
              value={draft.earlierDays}
              onChange={(earlierDays) => set({ earlierDays })}
              error={error("earlierDays")}
            />
            <TextField
              label={t("set.overDays")}
              type="number"
              min={7}
              max={365}
              autoComplete="off"
              value={draft.overDays}
              onChange={(overDays) => set({ overDays })}
              error={error("onTime")}
            />
            <TextField
              label={t("set.everyDays")}
              helpText={t("set.everyDaysHelp")}
              type="number"
              min={7}
              max={180}
              autoComplete="off"
              value={draft.everyDays}
              onChange={(everyDays) => set({ everyDays })}
            />
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
