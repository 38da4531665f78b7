import { ChoiceList, IndexFilters, useSetIndexFiltersMode } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { orderViews, type PurchaseOrderQuery } from "../../supply/purchase-orders/purchase-order-query.ts";

interface Props {
  query: PurchaseOrderQuery;
  overdueCount: number;
  suppliers: { id: string; name: string }[];
  onChange: (query: PurchaseOrderQuery) => void;
}

/** Typing asks once the hand rests. */
const restMs = 300;

export function OrderFilters({ query, overdueCount, suppliers, onChange }: Props) {
  const { t } = useTranslation("orders");
  const { mode, setMode } = useSetIndexFiltersMode();
  const [search, setSearch] = useState(query.search);
  useEffect(() => setSearch(query.search), [query.search]);
  useEffect(() => {
    if (search.trim() === query.search) return;
    const timer = setTimeout(() => onChange({ ...query, search: search.trim() }), restMs);
    return () => clearTimeout(timer);
  }, [search, query, onChange]);
  const supplier = suppliers.find(({ id }) => id === query.supplierId);
  const clearAll = () => onChange({ ...query, search: "", supplierId: null });
  const nameOf = (view: (typeof orderViews)[number]) =>
    view === "overdue" && overdueCount > 0 ? t("view.overdueCount", { count: overdueCount }) : t(`view.${view}`);
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      queryValue={search}
      queryPlaceholder={t("search")}
      onQueryChange={setSearch}
      onQueryClear={() => setSearch("")}
      filters={[
        {
          key: "supplier",
          label: t("column.supplier"),
          pinned: true,
          filter: (
            <ChoiceList
              title={t("column.supplier")}
              titleHidden
              choices={suppliers.map(({ id, name }) => ({ label: name, value: id }))}
              selected={query.supplierId === null ? [] : [query.supplierId]}
              onChange={([chosen]) => onChange({ ...query, supplierId: chosen ?? null })}
            />
          ),
        },
      ]}
      appliedFilters={
        supplier === undefined
          ? []
          : [
              {
                key: "supplier",
                label: `${t("column.supplier")}: ${supplier.name}`,
                onRemove: () => onChange({ ...query, supplierId: null }),
              },
            ]
      }
      onClearAll={clearAll}
      cancelAction={{ onAction: clearAll }}
      tabs={orderViews.map((view, index) => ({ id: view, index, content: nameOf(view), isLocked: index === 0 }))}
      selected={orderViews.indexOf(query.view)}
      onSelect={(index) => onChange({ ...query, view: orderViews[index] ?? "open" })}
      canCreateNewView={false}
    />
  );
}
