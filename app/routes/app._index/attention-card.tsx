import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ListedVariant } from "../../shops/home-figures.server.ts";
import { useFormat } from "../../ui/use-format.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { plainName } from "../../ui/plain-name.ts";

interface Props {
  title: string;
  variants: ListedVariant[];
  kind: "limit" | "window";
}

/** What wants looking at today; nothing where all is well. */
export function AttentionCard({ title, variants, kind }: Props) {
  const { t } = useTranslation("home");
  const { day, number } = useFormat();
  if (variants.length === 0) return null;
  const words = ({ nextTo, sellableUnits }: ListedVariant) =>
    kind === "window"
      ? nextTo === null
        ? t("attention.ended")
        : t("attention.until", { day: day(nextTo) })
      : t("attention.left", { count: sellableUnits ?? 0, units: number(sellableUnits ?? 0) });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {variants.map((variant) => (
          <div key={variant.variantId} style={{ display: "flex", justifyContent: "space-between", gap: "1rem" }}>
            <Link url={`/app/variants/${numberOf(variant.variantId)}`} removeUnderline>
              {plainName(variant.displayName)}
            </Link>
            <Text as="span" tone="subdued" alignment="end">
              {words(variant)}
            </Text>
          </div>
        ))}
      </BlockStack>
    </Card>
  );
}
