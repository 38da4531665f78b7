import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { HomeFigures } from "../../shops/home-figures.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useShop } from "../../ui/use-shop.ts";

/** What was found, with the way to each list. */
export function FiguresCard({ figures: { counts, waiting } }: { figures: HomeFigures }) {
  const { t } = useTranslation("home");
  const { state } = useShop();
  const lines: { key: string; label: string; value: number; url?: string }[] = [
    ...(state === "watching"
      ? []
      : [
          {
            key: "onBackorder",
            label: t("figure.onBackorder"),
            value: counts.onBackorder,
            url: "/app/variants?state=backorder,preorder",
          },
        ]),
    { key: "soldOut", label: t("figure.soldOut"), value: counts.soldOut, url: "/app/variants?sort=available-asc" },
    { key: "near", label: t("figure.near"), value: counts.nearlySoldOut },
    { key: "continuing", label: t("figure.continuing"), value: counts.alreadyContinuing },
    { key: "belowZero", label: t("figure.belowZero"), value: counts.belowZero, url: "/app/variants?mark=below-zero" },
    { key: "orders", label: t("figure.orders"), value: waiting.orders },
    { key: "units", label: t("figure.units"), value: waiting.units },
    { key: "untracked", label: t("figure.untracked"), value: counts.untracked },
    { key: "withoutSku", label: t("figure.withoutSku"), value: counts.withoutSku },
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("figure.title", { count: counts.variants })}
        </Text>
        <BlockStack gap="200">
          {lines.map(({ key, ...line }) => (
            <Figure key={key} {...line} />
          ))}
        </BlockStack>
        {state === "watching" && waiting.orders > 0 && (
          <Text as="p" tone="subdued">
            {t("figure.nobodyContacted")}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Figure({ label, value, url }: { label: string; value: number; url?: string }) {
  const { number } = useFormat();
  return (
    <div style={{ display: "flex", justifyContent: "space-between", gap: "1rem" }}>
      <Text as="span" tone="subdued">
        {label}
      </Text>
      <Text as="span" fontWeight="semibold" numeric>
        {url === undefined || value === 0 ? number(value) : <Link url={url}>{number(value)}</Link>}
      </Text>
    </div>
  );
}
