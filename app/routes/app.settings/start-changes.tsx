import type { SerializeFrom } from "@remix-run/node";
import { BlockStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { MovePreview } from "../../shops/preview-move.server.ts";
import { useFormat } from "../../ui/use-format.ts";

type Start = Extract<SerializeFrom<MovePreview>, { kind: "start" }>;

/** What "Start selling" writes, up to ten examples, and the channels on which no date is seen. */
export function StartChanges({ preview: { start, channels } }: { preview: Start }) {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const { i18n } = useTranslation();
  const { number } = useFormat();
  const { changes, examples, covered } = start;
  const kinds = ["switchedOn", "switchedOff", "datedOnly"] as const;
  const lists = new Intl.ListFormat(i18n.language);
  return (
    <BlockStack gap="300">
      <Text as="p" variant="headingMd">
        {t("startPreview.total", { count: changes.total })}
      </Text>
      <List>
        {kinds
          .filter((kind) => changes[kind] > 0)
          .map((kind) => (
            <List.Item key={kind}>{t(`startPreview.${kind}`, { count: changes[kind] })}</List.Item>
          ))}
        {covered > 0 && <List.Item>{t("startPreview.covered", { count: covered })}</List.Item>}
        {channels.names.length > 0 && (
          <List.Item>{t("startPreview.channels", { names: lists.format(channels.names) })}</List.Item>
        )}
      </List>
      {examples.length > 0 && (
        <List>
          {examples.map(({ variantId, displayName, from, to, availableUnits }) => (
            <List.Item key={variantId}>
              {t("startPreview.example", {
                name: displayName,
                units: number(availableUnits),
                turn: common("policy.turn", {
                  before: common(from === "CONTINUE" ? "policy.on" : "policy.off"),
                  after: common(to === "CONTINUE" ? "policy.on" : "policy.off"),
                }),
              })}
            </List.Item>
          ))}
        </List>
      )}
      {changes.total > examples.length && examples.length > 0 && (
        <Text as="p" tone="subdued">
          {t("startPreview.more", { count: changes.total - examples.length })}
        </Text>
      )}
    </BlockStack>
  );
}
