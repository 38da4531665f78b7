import type { SerializeFrom } from "@remix-run/node";
import { Badge, BlockStack, IndexTable, Link, Text, useBreakpoints } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ReportSummary } from "../../backorders/list-change-reports.server.ts";
import { useChangeWords } from "../../ui/use-change-words.ts";
import { useFormat } from "../../ui/use-format.ts";

type Report = SerializeFrom<ReportSummary>;

export function ReportTable({ reports }: { reports: Report[] }) {
  const { t } = useTranslation("changes");
  const { smDown } = useBreakpoints();
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      itemCount={reports.length}
      headings={[
        { title: t("column.what") },
        { title: t("column.orders") },
        { title: t("column.move") },
        { title: t("column.when") },
      ]}
    >
      {reports.map((report, index) => (
        <ReportRow key={report.id} report={report} index={index} isNarrow={smDown} />
      ))}
    </IndexTable>
  );
}

function ReportRow({ report, index, isNarrow }: { report: Report; index: number; isNarrow: boolean }) {
  const { t } = useTranslation("changes");
  const { instant } = useFormat();
  const words = useChangeWords();
  const name = (
    <Link url={`/app/changes/${report.id}`} dataPrimaryLink removeUnderline>
      <Text as="span" fontWeight="semibold">
        {words.cause(report.cause)}
      </Text>
    </Link>
  );
  const move = <Badge tone={report.mostDays > 0 ? "warning" : "success"}>{words.move(report.mostDays)}</Badge>;
  const orders = t("orders", { count: report.orderCount });
  const when =
    report.sentAt !== null
      ? instant(report.sentAt)
      : report.dueAt === null
        ? t("waitsForYou")
        : t("goesOutAt", { at: instant(report.dueAt) });
  if (isNarrow) {
    return (
      <IndexTable.Row id={report.id} position={index}>
        <div style={{ padding: "0.75rem 1rem", width: "100%", whiteSpace: "normal" }}>
          <BlockStack gap="100">
            {name}
            <span>{move}</span>
            <Text as="span" tone="subdued">
              {orders} · {when}
            </Text>
          </BlockStack>
        </div>
      </IndexTable.Row>
    );
  }
  return (
    <IndexTable.Row id={report.id} position={index}>
      <IndexTable.Cell>{name}</IndexTable.Cell>
      <IndexTable.Cell>{orders}</IndexTable.Cell>
      <IndexTable.Cell>{move}</IndexTable.Cell>
      <IndexTable.Cell>{when}</IndexTable.Cell>
    </IndexTable.Row>
  );
}
