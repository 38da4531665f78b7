import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SupplierFigures } from "../../supply/lateness/score-supplier.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useDayWords } from "./use-day-words.ts";

/** What to ask for, and what it would be worth. */
export function WorthCard({
  figures: { worth, mostDays },
  soldUnitsADay,
}: {
  figures: SupplierFigures;
  soldUnitsADay: number;
}) {
  const { t } = useTranslation("suppliers");
  const { number } = useFormat();
  const { days } = useDayWords();
  const oneDecimal = Math.round(soldUnitsADay * 10) / 10;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("scorecard.worth.title")}
        </Text>
        {mostDays <= 0 ? (
          <Text as="p">{t("scorecard.worth.nothing")}</Text>
        ) : (
          <>
            <FactList
              facts={worth.map(
                (each) =>
                  [
                    t(`scorecard.worth.${each.term}`),
                    t("scorecard.worth.daysAndUnits", { days: days(each.days), count: Math.round(each.units) }),
                  ] as const,
              )}
            />
            <Text as="p" tone="subdued">
              {t("scorecard.worth.how", { perDay: number(oneDecimal) })}
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
