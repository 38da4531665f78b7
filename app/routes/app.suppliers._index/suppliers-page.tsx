import { useSearchParams } from "@remix-run/react";
import {
  Card,
  EmptySearchResult,
  EmptyState,
  IndexFilters,
  IndexTable,
  useBreakpoints,
  useSetIndexFiltersMode,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierList } from "../../supply/suppliers/list-suppliers.server.ts";
import { type SupplierQuery, writeSupplierQuery } from "../../supply/suppliers/supplier-query.ts";
import { ArrivoPage } from "../../ui/arrivo-page.tsx";
import { useDownload } from "../../ui/use-download.ts";
import { SupplierRow } from "./supplier-row.tsx";

interface Props {
  query: SupplierQuery;
  list: SupplierList;
}

export function SuppliersPage({ query, list }: Props) {
  const { t } = useTranslation("suppliers");
  const { download, isBusy } = useDownload();
  const isEmpty = list.currentCount + list.archivedCount === 0;
  return (
    <ArrivoPage
      title={t("title")}
      fullWidth
      primaryAction={isEmpty ? undefined : { content: t("list.add"), url: "/app/suppliers/new" }}
      secondaryActions={
        isEmpty
          ? []
          : [
              { content: t("list.import"), url: "/app/suppliers/import" },
              {
                content: t("list.export"),
                loading: isBusy,
                onAction: () => void download("/app/suppliers/export", "arrivo-suppliers.csv"),
              },
            ]
      }
    >
      <Card padding="0">
        {isEmpty ? (
          <EmptyState
            heading={t("list.emptyTitle")}
            action={{ content: t("list.add"), url: "/app/suppliers/new" }}
            secondaryAction={{ content: t("list.emptyImport"), url: "/app/suppliers/import" }}
            image=""
          >
            <p>{t("list.emptyWords")}</p>
          </EmptyState>
        ) : (
          <SupplierTable query={query} list={list} />
        )}
      </Card>
    </ArrivoPage>
  );
}

const headings = ["name", "orders", "variants", "lead", "onTime", "closure"] as const;

function SupplierTable({ query, list }: Props) {
  const { t } = useTranslation("suppliers");
  const { smDown } = useBreakpoints();
  const [, setParams] = useSearchParams();
  const ask = (next: SupplierQuery) => setParams(writeSupplierQuery(next), { preventScrollReset: true });
  const { page, pageCount } = list;
  const titles = headings.map((key) => ({
    title: t(`list.${key}`),
    ...(key === "orders" || key === "variants" ? { alignment: "end" as const } : {}),
  }));
  return (
    <>
      <SupplierFilters query={query} onChange={ask} />
      <IndexTable
        condensed={smDown}
        selectable={false}
        itemCount={list.suppliers.length}
        resourceName={{ singular: t("supplier"), plural: t("title") }}
        headings={titles as [(typeof titles)[number], ...typeof titles]}
        emptyState={
          <EmptySearchResult title={t("list.noneTitle")} description={t("list.noneWords")} withIllustration />
        }
        pagination={{
          label:
            pageCount > 1 ? t("list.page", { page, count: pageCount }) : t("list.count", { count: list.matchingCount }),
          hasPrevious: page > 1,
          hasNext: page < pageCount,
          onPrevious: () => ask({ ...query, page: page - 1 }),
          onNext: () => ask({ ...query, page: page + 1 }),
        }}
      >
        {list.suppliers.map((supplier, index) => (
          <SupplierRow key={supplier.id} supplier={supplier} index={index} isNarrow={smDown} today={list.today} />
        ))}
      </IndexTable>
    </>
  );
}

/** Typing asks once the hand rests. */
const restMs = 300;

function SupplierFilters({ query, onChange }: { query: SupplierQuery; onChange: (query: SupplierQuery) => void }) {
  const { t } = useTranslation("suppliers");
  const { mode, setMode } = useSetIndexFiltersMode();
  const [search, setSearch] = useState(query.search);
  useEffect(() => setSearch(query.search), [query.search]);
  useEffect(() => {
    if (search.trim() === query.search) return;
    const timer = setTimeout(() => onChange({ ...query, search: search.trim(), page: 1 }), restMs);
    return () => clearTimeout(timer);
  }, [search, query, onChange]);
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      queryValue={search}
      queryPlaceholder={t("list.search")}
      onQueryChange={setSearch}
      onQueryClear={() => setSearch("")}
      filters={[]}
      onClearAll={() => onChange({ ...query, search: "", page: 1 })}
      cancelAction={{ onAction: () => onChange({ ...query, search: "", page: 1 }) }}
      tabs={(["current", "archived"] as const).map((name, index) => ({
        id: name,
        index,
        content: t(`list.${name}`),
        isLocked: index === 0,
      }))}
      selected={query.isArchived ? 1 : 0}
      onSelect={(index) => onChange({ ...query, isArchived: index === 1, page: 1 })}
      canCreateNewView={false}
    />
  );
}
