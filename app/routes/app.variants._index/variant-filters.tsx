import { ChoiceList, IndexFilters, type IndexFiltersProps, useSetIndexFiltersMode } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  isFiltered,
  variantMarks,
  type VariantQuery,
  variantRules,
  variantSorts,
  variantStates,
} from "../../availability/variant-query.ts";

interface Props {
  query: VariantQuery;
  onChange: (query: VariantQuery) => void;
}

/** Typing asks once the hand rests. */
const restMs = 300;

/** The lists most often wanted, one touch away. */
const views: Pick<VariantQuery, "states" | "marks">[] = [
  { states: [], marks: [] },
  { states: ["backorder", "preorder"], marks: [] },
  { states: ["sold-out"], marks: [] },
  { states: [], marks: ["below-zero"] },
  { states: [], marks: ["problem"] },
];
const viewNames = ["all", "backorder", "soldOut", "belowZero", "problem"] as const;

export function VariantFilters({ query, onChange }: Props) {
  const { t } = useTranslation(["variants", "common"]);
  const { mode, setMode } = useSetIndexFiltersMode();
  const [search, setSearch] = useState(query.search);
  useEffect(() => setSearch(query.search), [query.search]);
  useEffect(() => {
    if (search.trim() === query.search) return;
    const timer = setTimeout(() => onChange({ ...query, search: search.trim() }), restMs);
    return () => clearTimeout(timer);
  }, [search, query, onChange]);

  const view = views.findIndex(
    ({ states, marks }) => states.join() === query.states.join() && marks.join() === query.marks.join(),
  );
  const clearAll = () => onChange({ ...query, search: "", states: [], rules: [], marks: [] });
  const list = <Value extends string>(
    key: "states" | "rules" | "marks",
    all: readonly Value[],
    label: (value: Value) => string,
  ) => ({
    filter: {
      key,
      label: t(`filter.${key}`),
      pinned: true,
      filter: (
        <ChoiceList
          title={t(`filter.${key}`)}
          titleHidden
          allowMultiple
          choices={all.map((value) => ({ label: label(value), value }))}
          selected={[...query[key]]}
          onChange={(chosen) => onChange({ ...query, [key]: all.filter((value) => chosen.includes(value)) })}
        />
      ),
    },
    applied:
      query[key].length === 0
        ? []
        : [
            {
              key,
              // Justified cast: the query holds no other words than these.
              label: `${t(`filter.${key}`)}: ${(query[key] as unknown as Value[]).map(label).join(", ")}`,
              onRemove: () => onChange({ ...query, [key]: [] }),
            },
          ],
  });
  const lists = [
    list("states", variantStates, (state) => t(`common:status.${state}`)),
    list("rules", variantRules, (rule) => t(`ruleFilter.${rule}`)),
    list("marks", variantMarks, (mark) => t(`mark.${mark}`)),
  ];
  const sortOptions = variantSorts.flatMap((sort): NonNullable<IndexFiltersProps["sortOptions"]> => [
    { label: t(`sort.${sort}`), value: `${sort} asc`, directionLabel: t("sort.up") },
    { label: t(`sort.${sort}`), value: `${sort} desc`, directionLabel: t("sort.down") },
  ]);
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      queryValue={search}
      queryPlaceholder={t("search")}
      onQueryChange={setSearch}
      onQueryClear={() => setSearch("")}
      filters={lists.map(({ filter }) => filter)}
      appliedFilters={lists.flatMap(({ applied }) => applied)}
      onClearAll={clearAll}
      cancelAction={{ onAction: () => (isFiltered(query) ? clearAll() : undefined) }}
      tabs={viewNames.map((name, index) => ({ id: name, index, content: t(`view.${name}`), isLocked: index === 0 }))}
      selected={view}
      onSelect={(index) => {
        const next = views[index];
        if (next !== undefined) onChange({ ...query, ...next, rules: [] });
      }}
      canCreateNewView={false}
      sortOptions={sortOptions}
      sortSelected={[`${query.sort} ${query.isDescending ? "desc" : "asc"}`]}
      onSort={([chosen = ""]) => {
        const [sort, direction] = chosen.split(" ");
        onChange({
          ...query,
          sort: variantSorts.find((each) => each === sort) ?? "name",
          isDescending: direction === "desc",
        });
      }}
    />
  );
}
