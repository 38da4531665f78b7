import { useFetcher, useSearchParams } from "@remix-run/react";
import {
  Card,
  EmptyState,
  EmptySearchResult,
  IndexTable,
  useBreakpoints,
  useIndexResourceState,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VariantPage } from "../../availability/list-variants.server.ts";
import { isFiltered, type VariantQuery, writeVariantQuery } from "../../availability/variant-query.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useDownload } from "../../ui/use-download.ts";
import { useFormat } from "../../ui/use-format.ts";
import { numberOf } from "../../ui/variant-number.ts";
import { BulkEdit, type BulkKind, bulkKinds } from "./bulk-edit.tsx";
import type { VariantsAction } from "./route.tsx";
import { VariantFilters } from "./variant-filters.tsx";
import { VariantRow } from "./variant-row.tsx";

export function VariantsPage({ query, page }: { query: VariantQuery; page: VariantPage }) {
  const { t } = useTranslation("variants");
  const { number } = useFormat();
  const { smDown } = useBreakpoints();
  const [, setParams] = useSearchParams();
  const { download, isBusy } = useDownload();
  const [bulk, setBulk] = useState<BulkKind | null>(null);
  const fetcher = useFetcher<VariantsAction>();
  const { rows, matchingCount, allCount, before, after } = page;
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = useIndexResourceState(
    rows.map((row) => ({ id: row.variantId })),
  );
  const ask = (next: VariantQuery) => {
    clearSelection();
    setParams(writeVariantQuery(next), { preventScrollReset: true });
  };
  const turn = (to: VariantQuery["page"]) => ask({ ...query, page: to });
  const hasMore = matchingCount > rows.length;
  const isAll = allResourcesSelected && hasMore;
  const headings = (["name", "status", "available", "sellable", "next", "sold", "rule"] as const).map((key) => ({
    title: t(`column.${key}`),
    ...(key === "available" || key === "sellable" || key === "sold" ? { alignment: "end" as const } : {}),
  }));
  return (
    <ArrivoPage
      title={t("title")}
      fullWidth
      secondaryActions={[
        { content: t("import"), url: "/app/rules/import" },
        {
          content: t("export"),
          loading: isBusy,
          onAction: () =>
            void download(
              `/app/variants/export?${writeVariantQuery({ ...query, page: null }).toString()}`,
              "arrivo-rules.csv",
            ),
        },
      ]}
    >
      <Card padding="0">
        {allCount === 0 ? (
          <EmptyState heading={t("empty.title")} action={{ content: t("empty.home"), url: "/app" }} image="">
            <p>{t("empty.words")}</p>
          </EmptyState>
        ) : (
          <>
            <VariantFilters query={query} onChange={(next) => ask({ ...next, page: null })} />
            <IndexTable
              condensed={smDown}
              resourceName={{ singular: t("variant"), plural: t("title") }}
              itemCount={rows.length}
              hasMoreItems={hasMore}
              selectedItemsCount={isAll ? "All" : selectedResources.length}
              onSelectionChange={handleSelectionChange}
              headings={headings as [(typeof headings)[number], ...typeof headings]}
              emptyState={<EmptySearchResult title={t("none.title")} description={t("none.words")} withIllustration />}
              promotedBulkActions={bulkKinds.slice(0, 2).map((kind) => ({
                content: t(`bulk.${kind}.action`),
                onAction: () => setBulk(kind),
              }))}
              bulkActions={bulkKinds.slice(2).map((kind) => ({
                content: t(`bulk.${kind}.action`),
                onAction: () => setBulk(kind),
              }))}
              pagination={{
                label: isFiltered(query)
                  ? t("matching", { count: matchingCount, all: number(allCount) })
                  : t("all", { count: allCount }),
                hasPrevious: before !== null,
                hasNext: after !== null,
                onPrevious: () => before !== null && turn({ before }),
                onNext: () => after !== null && turn({ after }),
              }}
            >
              {rows.map((row, index) => (
                <VariantRow
                  key={row.variantId}
                  row={row}
                  index={index}
                  isSelected={selectedResources.includes(row.variantId)}
                  isNarrow={smDown}
                />
              ))}
            </IndexTable>
          </>
        )}
      </Card>
      {bulk !== null && (
        <BulkEdit
          key={bulk}
          kind={bulk}
          fetcher={fetcher}
          selection={isAll ? "all" : selectedResources.map(numberOf)}
          count={isAll ? matchingCount : selectedResources.length}
          onClose={() => setBulk(null)}
          onDone={() => {
            setBulk(null);
            clearSelection();
          }}
        />
      )}
    </ArrivoPage>
  );
}
