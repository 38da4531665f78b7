import { BlockStack, Box, Card, DataTable, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VariantPageData } from "../../availability/load-variant-page.server.ts";
import { useFormat } from "../../ui/use-format.ts";

export function StockCard({ levels }: { levels: VariantPageData["levels"] }) {
  const { t } = useTranslation("variants");
  const { number } = useFormat();
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("stock.title")}
          </Text>
          {levels.length === 0 && (
            <Text as="p" tone="subdued">
              {t("stock.none")}
            </Text>
          )}
        </BlockStack>
      </Box>
      {levels.length > 0 && (
        <DataTable
          columnContentTypes={["text", "numeric", "numeric", "numeric"]}
          headings={[t("stock.location"), t("stock.available"), t("stock.committed"), t("stock.incoming")]}
          rows={levels.map(({ location, counts, available, committed, incoming }) => [
            counts ? location : `${location} (${t("stock.uncounted")})`,
            number(available),
            number(committed),
            number(incoming),
          ])}
        />
      )}
    </Card>
  );
}
