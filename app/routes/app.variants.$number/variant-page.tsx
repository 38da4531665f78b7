import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Layout, Text, Thumbnail } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VariantPageData } from "../../availability/load-variant-page.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { ShopperPreview } from "../../ui/shopper-preview.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useReason } from "../../ui/use-reason.ts";
import { useShop } from "../../ui/use-shop.ts";
import { useToast } from "../../ui/use-toast.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { HistoryCard } from "./history-card.tsx";
import { OutlookCard } from "./outlook-card.tsx";
import type { ResumeAction } from "./route.tsx";
import { RulesCard } from "./rules-card.tsx";
import { SegmentsCard } from "./segments-card.tsx";
import { StockCard } from "./stock-card.tsx";
import { plainName } from "../../ui/plain-name.ts";

export function VariantPageView({ page }: { page: VariantPageData }) {
  const { t } = useTranslation("variants");
  const { shop, state } = useShop();
  const { availability, settings, now, liveUnits, resolution } = page;
  const { metafield, publishedPolicy } = availability;
  return (
    <ArrivoPage
      title={plainName(page.displayName)}
      subtitle={page.sku ?? undefined}
      backAction={{ url: "/app/variants" }}
      secondaryActions={[
        ...(page.owedUnits > 0
          ? [{ content: t("page.queue"), url: `/app/queues/${numberOf(page.inventoryItemId)}` }]
          : []),
        {
          content: t("page.view"),
          url: `https://${shop}/products/${page.handle}?variant=${numberOf(page.variantId)}`,
          target: "_blank",
        },
        {
          content: t("page.inShopify"),
          url: `shopify://admin/products/${numberOf(page.productId)}`,
          target: "_top",
        },
      ]}
    >
      {state === "watching" && <Banner tone="info">{t("page.watching")}</Banner>}
      {page.isHeldByMerchant && <Held />}
      {resolution.policy?.mode === "on" && !availability.isLimitBinding && (
        <Banner tone="warning">{t("page.limitNotBinding")}</Banner>
      )}
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <StateCard page={page} />
            <RulesCard page={page} />
            <OutlookCard page={page} />
            <StockCard levels={page.levels} />
            <HistoryCard history={page.history} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {t("shopper.title")}
                </Text>
                <ShopperPreview
                  data={{ metafield, liveUnits, policy: publishedPolicy, settings, now }}
                  quantities={[1, 5]}
                />
              </BlockStack>
            </Card>
            <SegmentsCard page={page} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </ArrivoPage>
  );
}

function StateCard({ page }: { page: VariantPageData }) {
  const { t } = useTranslation(["variants", "common"]);
  const { number } = useFormat();
  const reason = useReason();
  const { availability, isTracked } = page;
  const count = (units: number | null) => (units === null ? t("common:noLimit") : number(units));
  const hasRule = page.resolution.policy?.mode === "on" && availability.reason.code !== "not-eligible";
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          {page.imageUrl !== null && <Thumbnail size="medium" source={page.imageUrl} alt="" />}
          <BlockStack gap="100">
            <InlineStack>
              <StatusBadge state={page.state} />
            </InlineStack>
            <Text as="p">{reason(availability.reason)}</Text>
          </BlockStack>
        </InlineStack>
        <FactList
          facts={[
            [t("page.available"), isTracked ? number(availability.availableUnits) : t("untracked")],
            ...(availability.shortfallUnits > 0
              ? [[t("page.belowZero"), number(availability.shortfallUnits)] as [string, string]]
              : []),
            ...(hasRule ? [[t("page.limit"), count(availability.limitUnits)] as [string, string]] : []),
            [t("page.sellable"), count(availability.sellableUnits)],
            [t("page.owed"), number(page.owedUnits)],
            [t("page.sold"), number(page.sold30Units)],
            [t("page.policy"), t(`common:policy.${page.inventoryPolicy}`)],
            ...(page.ownPolicy === null
              ? []
              : [[t("page.own"), t(`common:policy.${page.ownPolicy}`)] as [string, string]]),
          ]}
        />
      </BlockStack>
    </Card>
  );
}

function Held() {
  const { t } = useTranslation("variants");
  const fetcher = useFetcher<ResumeAction>();
  const { data } = fetcher;
  useToast(data, data?.ok === false ? t("page.resumeFailed") : t("page.resumed"), data?.ok === false);
  return (
    <Banner tone="warning">
      <BlockStack gap="300" inlineAlign="start">
        <p>{t("page.held")}</p>
        <Button loading={fetcher.state !== "idle"} onClick={() => fetcher.submit(null, { method: "post" })}>
          {t("page.resume")}
        </Button>
      </BlockStack>
    </Banner>
  );
}
