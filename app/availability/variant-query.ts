/** What the list of variants is asked: read from an address and written back into one. */

export const variantStates = ["in-stock", "backorder", "preorder", "sold-out", "untouched"] as const;
export const variantRules = ["variant", "product", "group", "shop", "none", "never"] as const;
export const variantMarks = ["below-zero", "taken-over", "problem", "discontinued"] as const;
export const variantSorts = ["name", "available", "sold", "next"] as const;

export type VariantRule = (typeof variantRules)[number];
export type VariantMark = (typeof variantMarks)[number];
export type VariantSort = (typeof variantSorts)[number];
type State = (typeof variantStates)[number];

export interface VariantFilter {
  search: string;
  states: State[];
  rules: VariantRule[];
  marks: VariantMark[];
}

export interface VariantQuery extends VariantFilter {
  sort: VariantSort;
  isDescending: boolean;
  /** Where a page begins: after a row, or before one. */
  page: { after: string } | { before: string } | null;
}

const longestSearch = 200;

/** Words of an address that we don't know are left out: an old bookmark still opens the list. */
export function parseVariantQuery(params: URLSearchParams): VariantQuery {
  const several = <Choice extends string>(name: string, choices: readonly Choice[]): Choice[] => {
    const given = (params.get(name) ?? "").split(",");
    return choices.filter((choice) => given.includes(choice));
  };
  const [sort = "name", direction] = (params.get("sort") ?? "").split("-");
  const after = params.get("after");
  const before = params.get("before");
  return {
    search: (params.get("search") ?? "").trim().slice(0, longestSearch),
    states: several("state", variantStates),
    rules: several("rule", variantRules),
    marks: several("mark", variantMarks),
    sort: variantSorts.find((each) => each === sort) ?? "name",
    isDescending: direction === "desc",
    page: after !== null ? { after } : before !== null ? { before } : null,
  };
}

/** The same as an address again; what is as by default is left out. */
export function writeVariantQuery({
  search,
  states,
  rules,
  marks,
  sort,
  isDescending,
  page,
}: VariantQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (search !== "") params.set("search", search);
  if (states.length > 0) params.set("state", states.join());
  if (rules.length > 0) params.set("rule", rules.join());
  if (marks.length > 0) params.set("mark", marks.join());
  if (sort !== "name" || isDescending) params.set("sort", `${sort}-${isDescending ? "desc" : "asc"}`);
  if (page !== null && "after" in page) params.set("after", page.after);
  if (page !== null && "before" in page) params.set("before", page.before);
  return params;
}

export function isFiltered({ search, states, rules, marks }: VariantFilter): boolean {
  return search !== "" || states.length + rules.length + marks.length > 0;
}
