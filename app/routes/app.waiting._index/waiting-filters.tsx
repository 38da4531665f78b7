import { IndexFilters, type IndexFiltersProps, useSetIndexFiltersMode } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WaitingPage } from "../../customers/waiting-orders/list-waiting-orders.server.ts";
import { type WaitingQuery, waitingSorts, waitingViews } from "../../customers/waiting-orders/waiting-query.ts";
import { useFormat } from "../../ui/use-format.ts";

interface Props {
  query: WaitingQuery;
  counts: WaitingPage["counts"];
  onChange: (query: WaitingQuery) => void;
}

/** Typing asks once the hand rests. */
const restMs = 300;

/** The views as tabs with their counts, the search by number, and the order of the rows. */
export function WaitingFilters({ query, counts, onChange }: Props) {
  const { t } = useTranslation("waiting");
  const { number } = useFormat();
  const { mode, setMode } = useSetIndexFiltersMode();
  const [search, setSearch] = useState(query.search);
  useEffect(() => setSearch(query.search), [query.search]);
  useEffect(() => {
    if (search.trim() === query.search) return;
    const timer = setTimeout(() => onChange({ ...query, search: search.trim() }), restMs);
    return () => clearTimeout(timer);
  }, [search, query, onChange]);
  const clear = () => onChange({ ...query, search: "" });
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      queryValue={search}
      queryPlaceholder={t("search")}
      onQueryChange={setSearch}
      onQueryClear={() => setSearch("")}
      filters={[]}
      appliedFilters={[]}
      onClearAll={clear}
      hideFilters
      cancelAction={{ onAction: clear }}
      tabs={waitingViews.map((view, index) => ({
        id: view,
        index,
        content:
          counts[view] === 0
            ? t(`view.${view}`)
            : t("counted", { view: t(`view.${view}`), count: number(counts[view]) }),
        isLocked: true,
      }))}
      selected={waitingViews.indexOf(query.view)}
      onSelect={(index) => onChange({ ...query, view: waitingViews[index] ?? "all" })}
      canCreateNewView={false}
      sortOptions={waitingSorts.flatMap((sort): NonNullable<IndexFiltersProps["sortOptions"]> => [
        { label: t(`sort.${sort}`), value: `${sort} asc`, directionLabel: t("sort.up") },
        { label: t(`sort.${sort}`), value: `${sort} desc`, directionLabel: t("sort.down") },
      ])}
      sortSelected={[`${query.sort} ${query.isDescending ? "desc" : "asc"}`]}
      onSort={([chosen = ""]) => {
        const [sort, direction] = chosen.split(" ");
        onChange({
          ...query,
          sort: waitingSorts.find((each) => each === sort) ?? "placed",
          isDescending: direction === "desc",
        });
      }}
    />
  );
}
