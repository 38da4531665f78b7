import { BlockStack, Card, Text, useBreakpoints } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { VariantPageData } from "../../availability/load-variant-page.server.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { OutlookChart } from "./outlook-chart.tsx";

/** What comes, and what it does to the stock; the picture's figures stand below it in words. */
export function OutlookCard({ page: { outlook, availability } }: { page: VariantPageData }) {
  const { t } = useTranslation(["variants", "common"]);
  const { day, number, window } = useFormat();
  const { smDown } = useBreakpoints();
  const isEmpty = outlook.arrivals.length === 0 && outlook.undated.length === 0;
  const facts = [
    ...outlook.arrivals.map((line): [string, string] => [
      t("outlook.arrival", { name: line.name, units: number(line.units) }),
      t("outlook.then", { window: window(line.window), units: number(line.after) }),
    ]),
    ...outlook.undated.map((line): [string, string] => [
      t("outlook.arrival", { name: line.name, units: number(line.units) }),
      t("common:noDate"),
    ]),
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("outlook.title")}
        </Text>
        {isEmpty ? (
          <Text as="p" tone="subdued">
            {t("outlook.none")}
          </Text>
        ) : (
          <>
            <OutlookChart
              width={smDown ? 340 : 640}
              outlook={outlook}
              limitUnits={availability.limitUnits}
              title={t("outlook.title")}
              day={day}
              number={number}
            />
            <FactList facts={facts} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}
