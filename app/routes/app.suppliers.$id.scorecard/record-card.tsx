import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Scorecard } from "../../supply/load-scorecard.server.ts";
import type { Trend } from "../../supply/lateness/score-supplier.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useDayWords } from "./use-day-words.ts";

export function RecordCard({ scorecard: { score, openLineCount, overdueLineCount } }: { scorecard: Scorecard }) {
  const { t } = useTranslation("suppliers");
  const { number, percent } = useFormat();
  const { late } = useDayWords();
  const trendWords = useTrendWords();
  const { figures, fillRate, confidence, receiptCount } = score;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingMd">
            {t("scorecard.record")}
          </Text>
          <Badge tone={confidence === "sure" ? "success" : confidence === "some" ? "info" : "attention"}>
            {t(`scorecard.confidence.${confidence}`, { count: receiptCount })}
          </Badge>
        </InlineStack>
        <FactList
          facts={[
            ...(figures === null
              ? []
              : ([
                  [
                    t("scorecard.onTime"),
                    t("scorecard.onTimeRange", {
                      share: percent(figures.onTime.share),
                      from: percent(figures.onTime.from),
                      to: percent(figures.onTime.to),
                    }),
                  ],
                  [t("scorecard.median"), late(figures.medianDays)],
                  [t("scorecard.most"), late(figures.mostDays)],
                ] as const)),
            [t("scorecard.fillRate"), fillRate === null ? t("scorecard.noneEnded") : percent(fillRate)],
            [t("scorecard.openLines"), number(openLineCount)],
            [t("scorecard.overdueLines"), number(overdueLineCount)],
          ]}
        />
        {figures !== null && <Text as="p">{trendWords(figures.trend)}</Text>}
      </BlockStack>
    </Card>
  );
}

function useTrendWords(): (trend: Trend | null) => string {
  const { t } = useTranslation("suppliers");
  const { percent } = useFormat();
  const { days } = useDayWords();
  return (trend) =>
    trend === null
      ? t("scorecard.trend.none")
      : t(`scorecard.trend.${trend.direction}`, { days: days(trend.days), certainty: percent(trend.certainty) });
}
