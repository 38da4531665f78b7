import { useFetcher, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Badge, BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SetupGuide } from "../../shops/setup-guide.server.ts";
import { useShop } from "../../ui/use-shop.ts";
import type { HomeAction } from "./route.tsx";

/** The steps, ticked by the real state of things. */
export function SetupGuideCard({ guide, themeEditor }: { guide: SetupGuide; themeEditor: string }) {
  const { t } = useTranslation("home");
  const { state } = useShop();
  const fetcher = useFetcher<HomeAction>();
  const { isSynced, hasPolicy, themeBlocks } = guide;
  const hasBlock = themeBlocks.ok ? themeBlocks.hasPromiseBlock : null;
  const isSelling = state === "selling";
  const isDone = isSynced && hasPolicy && hasBlock !== false && isSelling;
  const shopify = useAppBridge();
  const { revalidate } = useRevalidator();
  const askToLook = async () => {
    const { result } = await shopify.scopes.request(["read_themes"]);
    if (result === "granted-all") revalidate();
  };
  const hide = () =>
    fetcher.submit({ intent: "dismiss", what: "setup-guide" }, { method: "post", encType: "application/json" });
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("guide.title")}
          </Text>
          {isDone && (
            <Button variant="plain" onClick={hide} loading={fetcher.state !== "idle"}>
              {t("guide.hide")}
            </Button>
          )}
        </InlineStack>
        <Step isDone={isSynced} title={t("guide.sync")} />
        <Step isDone={hasPolicy} title={t("guide.rule")}>
          <Button url="/app/rules/shop">{t("guide.toRule")}</Button>
        </Step>
        <Step isDone={hasBlock} title={t("guide.block")}>
          <BlockStack gap="200" inlineAlign="start">
            {hasBlock === null && (
              <Text as="p" tone="subdued">
                {t("guide.blockUnseen")}
              </Text>
            )}
            <ButtonGroup>
              <Button url={themeEditor} target="_blank">
                {t("guide.toBlock")}
              </Button>
              {hasBlock === null && (
                <Button variant="plain" onClick={() => void askToLook()}>
                  {t("guide.look")}
                </Button>
              )}
            </ButtonGroup>
          </BlockStack>
        </Step>
        <Step isDone={isSelling} title={t("guide.start")}>
          <Button url="/app/start" disabled={!hasPolicy || !isSynced}>
            {t("guide.toStart")}
          </Button>
        </Step>
      </BlockStack>
    </Card>
  );
}

/** `isDone` null: nobody can see it. */
function Step({ isDone, title, children }: { isDone: boolean | null; title: string; children?: ReactNode }) {
  const { t } = useTranslation("home");
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Badge
          tone={isDone === true ? "success" : isDone === null ? "attention" : undefined}
          progress={isDone === true ? "complete" : "incomplete"}
        >
          {isDone === true ? t("guide.done") : isDone === null ? t("guide.unknown") : t("guide.open")}
        </Badge>
        <Text as="h3" fontWeight="semibold">
          {title}
        </Text>
      </InlineStack>
      {isDone !== true && <InlineStack>{children}</InlineStack>}
    </BlockStack>
  );
}
