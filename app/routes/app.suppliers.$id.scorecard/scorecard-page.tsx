import { Banner, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Scorecard } from "../../supply/load-scorecard.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { printedStyle } from "./printed-style.ts";
import { PromisesCard } from "./promises-card.tsx";
import { RecordCard } from "./record-card.tsx";
import { WorthCard } from "./worth-card.tsx";

/** How a supplier delivers, on one page that can be laid on the table. */
export function ScorecardPage({ scorecard }: { scorecard: Scorecard }) {
  const { t } = useTranslation("suppliers");
  const { day } = useFormat();
  const { supplier, score } = scorecard;
  return (
    <ArrivoPage
      title={t("scorecard.title", { name: supplier.name })}
      subtitle={t("scorecard.asOf", { day: day(scorecard.today) })}
      backAction={{ url: `/app/suppliers/${supplier.id}` }}
      primaryAction={{ content: t("scorecard.print"), onAction: () => window.print() }}
    >
      <style>{printedStyle}</style>
      {score.figures === null && (
        <Banner tone="info" title={t(`scorecard.confidence.${score.confidence}`, { count: score.receiptCount })}>
          <p>{t("scorecard.notEnoughWords")}</p>
        </Banner>
      )}
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <RecordCard scorecard={scorecard} />
        <PromisesCard scorecard={scorecard} />
      </InlineGrid>
      {score.figures !== null && <WorthCard figures={score.figures} soldUnitsADay={scorecard.soldUnitsADay} />}
      <Card>
        <Text as="p" tone="subdued" variant="bodySm">
          {t("scorecard.howCounted")}
        </Text>
      </Card>
    </ArrivoPage>
  );
}
