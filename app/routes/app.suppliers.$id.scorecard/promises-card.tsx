import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CautionWindow, Scorecard } from "../../supply/load-scorecard.server.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useDayWords } from "./use-day-words.ts";

/** What the record does to the dates that shoppers read today. */
export function PromisesCard({ scorecard: { promises } }: { scorecard: Scorecard }) {
  const { t } = useTranslation(["suppliers", "settings"]);
  const { days, late } = useDayWords();
  const name = ({ caution, isCurrent }: CautionWindow): string =>
    t(isCurrent ? "scorecard.currentCaution" : "scorecard.otherCaution", { caution: t(`settings:dates.${caution}`) });
  const current = promises?.windows.find(({ isCurrent }) => isCurrent);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("scorecard.promises")}
        </Text>
        {promises === null || current === undefined ? (
          <Text as="p">{t("scorecard.statedStands")}</Text>
        ) : (
          <>
            <Text as="p">{t("scorecard.windowNow", { days: days(current.toDays - current.fromDays + 1) })}</Text>
            <FactList
              facts={promises.windows.map(
                (window) =>
                  [
                    name(window),
                    t("scorecard.windowFromTo", { from: late(window.fromDays), to: late(window.toDays) }),
                  ] as const,
              )}
            />
            <Text as="p" tone="subdued">
              {t(`scorecard.basis.${promises.basis}`)}
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
