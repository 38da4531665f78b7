import { BlockStack, Button, Card, InlineStack, Text, Thumbnail } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ListedVariant } from "../../shops/home-figures.server.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { plainName } from "../../ui/plain-name.ts";

/** Three to begin with: sold out, by what was sold lately. */
export function ProposalsCard({ proposals, isSyncing }: { proposals: ListedVariant[]; isSyncing: boolean }) {
  const { t } = useTranslation("home");
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("try.title")}
          </Text>
          <Text as="p" tone="subdued">
            {proposals.length > 0 ? t("try.words") : isSyncing ? t("try.wait") : t("try.none")}
          </Text>
        </BlockStack>
        {proposals.map(({ variantId, displayName, imageUrl, sold30Units }) => (
          <InlineStack key={variantId} align="space-between" blockAlign="center" gap="300" wrap={false}>
            <InlineStack gap="300" blockAlign="center" wrap={false}>
              {imageUrl !== null && <Thumbnail size="small" source={imageUrl} alt="" />}
              <BlockStack>
                <Text as="span" fontWeight="semibold">
                  {plainName(displayName)}
                </Text>
                <Text as="span" tone="subdued">
                  {t("try.sold", { count: sold30Units })}
                </Text>
              </BlockStack>
            </InlineStack>
            <Button
              url={`/app/try/${numberOf(variantId)}`}
              accessibilityLabel={t("try.one", { name: plainName(displayName) })}
            >
              {t("try.button")}
            </Button>
          </InlineStack>
        ))}
        <InlineStack>
          <Button variant="plain" url="/app/variants">
            {t("try.other")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
