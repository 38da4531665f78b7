import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, Card, DataTable, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ChannelsWithoutDate } from "../../shops/channels-without-date.server.ts";
import type { StartPreview } from "../../shops/preview-start.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useShop } from "../../ui/use-shop.ts";
import { useStartExclusion } from "./use-start-exclusion.ts";
import { plainName } from "../../ui/plain-name.ts";
import { OffCard } from "../../ui/off-card.tsx";

interface Props {
  preview: StartPreview;
  channels: ChannelsWithoutDate;
  /** Null: Shopify does not let us see the theme. */
  hasBlock: boolean | null;
  themeEditor: string;
}

/** Exactly what changes, and on which sales channels no date is seen, before the merchant's word. */
export function StartPage({ preview, channels, hasBlock, themeEditor }: Props) {
  const { t } = useTranslation(["home", "common"]);
  const { number } = useFormat();
  const { state } = useShop();
  const fetcher = useFetcher();
  const exclusion = useStartExclusion();
  const { changes, examples, covered, exclusions } = preview;
  const canStart = state === "watching" || state === "paused" || state === "stopping";
  const hasRule = changes.total + covered > 0;
  const policy = (value: "CONTINUE" | "DENY") =>
    value === "CONTINUE" ? t("common:policy.on") : t("common:policy.off");
  return (
    <ArrivoPage title={t("start.title")} backAction={{ url: "/app" }}>
      {!canStart && <Banner tone="info">{t("start.already")}</Banner>}
      {!hasRule && (
        <Banner tone="info" action={{ content: t("start.toRule"), url: "/app/rules/shop" }}>
          {t("start.noRule")}
        </Banner>
      )}
      {hasBlock === false && (
        <Banner tone="warning" action={{ content: t("guide.toBlock"), url: themeEditor, target: "_blank" }}>
          {t("start.noBlock")}
        </Banner>
      )}
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {changes.total === 0 ? t("start.none") : t("start.changes", { count: changes.total })}
          </Text>
          <List>
            {changes.switchedOn > 0 && <List.Item>{t("start.switchedOn", { count: changes.switchedOn })}</List.Item>}
            {changes.switchedOff > 0 && <List.Item>{t("start.switchedOff", { count: changes.switchedOff })}</List.Item>}
            {changes.datedOnly > 0 && <List.Item>{t("start.datedOnly", { count: changes.datedOnly })}</List.Item>}
            {covered > 0 && <List.Item>{t("start.covered", { count: covered })}</List.Item>}
          </List>
          {examples.length > 0 && (
            <DataTable
              columnContentTypes={["text", "numeric", "text"]}
              headings={[t("start.variant"), t("start.available"), t("start.continue")]}
              rows={examples.map(({ displayName, availableUnits, from, to }) => [
                plainName(displayName),
                number(availableUnits),
                from === to ? policy(to) : t("common:policy.turn", { before: policy(from), after: policy(to) }),
              ])}
            />
          )}
          {changes.total > examples.length && (
            <Text as="p" tone="subdued">
              {t("start.more", { count: changes.total - examples.length })}
            </Text>
          )}
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("start.seenOn")}
          </Text>
          <Text as="p">{t("start.onlineStore")}</Text>
          {channels.names.map((name) => (
            <Text as="p" key={name}>
              {t("start.channel", { name })}
            </Text>
          ))}
          {channels.from === "orders" && (
            <Text as="p" tone="subdued">
              {t("start.channelsFromOrders")}
            </Text>
          )}
        </BlockStack>
      </Card>
      {exclusions.length > 0 && (
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("start.excluded")}
            </Text>
            <List>
              {exclusions.map(({ code, variants }) => (
                <List.Item key={code}>{t("start.exclusion", { count: variants, why: exclusion(code) })}</List.Item>
              ))}
            </List>
          </BlockStack>
        </Card>
      )}
      <OffCard>
        <ButtonGroup>
          <Button
            variant="primary"
            disabled={!canStart || !hasRule}
            loading={fetcher.state !== "idle"}
            onClick={() => fetcher.submit(null, { method: "post" })}
          >
            {t("start.button")}
          </Button>
          <Button url="/app">{t("start.notYet")}</Button>
        </ButtonGroup>
      </OffCard>
    </ArrivoPage>
  );
}
