import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VariantPageData } from "../../availability/load-variant-page.server.ts";
import { pageDating } from "../../supply/page-dating.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";

/** How the next units leave: those in stock, then each segment in order. */
export function SegmentsCard({ page: { availability, settings, now } }: { page: VariantPageData }) {
  const { t } = useTranslation("variants");
  const { window } = useFormat();
  const dating = pageDating(settings, now);
  const { nowUnits, segments } = availability;
  const leavesNow = dating.now === null ? null : { from: dating.now, to: dating.now };
  const facts = segments.map((segment): [string, string] => [
    segment.units === null ? t("segments.rest") : t("segments.units", { count: segment.units }),
    window("from" in segment ? segment : dating.relative(segment.inDays, segment.days)),
  ]);
  if (nowUnits > 0) facts.unshift([t("segments.now", { count: nowUnits }), window(leavesNow)]);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("segments.title")}
        </Text>
        {segments.length === 0 && (
          <Text as="p" tone="subdued">
            {t("segments.none")}
          </Text>
        )}
        {facts.length > 0 && <FactList facts={facts} />}
      </BlockStack>
    </Card>
  );
}
