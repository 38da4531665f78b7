import type { SerializeFrom } from "@remix-run/node";
import { BlockStack, Box, Card, EmptyState, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ReportSummary } from "../../backorders/list-change-reports.server.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { ReportTable } from "./report-table.tsx";

interface Props {
  waiting: SerializeFrom<ReportSummary>[];
  ended: SerializeFrom<ReportSummary>[];
}

/** Dates that moved: what waits for the merchant's "Send" first, then what was sent. */
export function ChangesPage({ waiting, ended }: Props) {
  const { t } = useTranslation("changes");
  const isEmpty = waiting.length === 0 && ended.length === 0;
  return (
    <ArrivoPage title={t("title")} subtitle={t("subtitle")}>
      {isEmpty ? (
        <Card>
          <EmptyState heading={t("none.title")} image="">
            <p>{t("none.help")}</p>
          </EmptyState>
        </Card>
      ) : (
        <>
          <Section title={t("waiting")} empty={t("noneWaiting")} reports={waiting} />
          {ended.length > 0 && <Section title={t("sent")} empty="" reports={ended} />}
        </>
      )}
    </ArrivoPage>
  );
}

function Section({ title, empty, reports }: { title: string; empty: string; reports: Props["waiting"] }) {
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {reports.length === 0 && (
            <Text as="p" tone="subdued">
              {empty}
            </Text>
          )}
        </BlockStack>
      </Box>
      {reports.length > 0 && <ReportTable reports={reports} />}
    </Card>
  );
}
