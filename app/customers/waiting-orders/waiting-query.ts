/** What the list of waiting orders is asked: read from an address and written back into one. */

export const waitingViews = ["all", "late", "at-risk", "no-supply", "unanswered", "ready"] as const;
export type WaitingView = (typeof waitingViews)[number];
export const waitingSorts = ["placed", "given", "now", "units"] as const;
export type WaitingSort = (typeof waitingSorts)[number];

export interface WaitingQuery {
  view: WaitingView;
  /** Of the order's number. */
  search: string;
  sort: WaitingSort;
  isDescending: boolean;
  /** Where a page begins: after a row, or before one. */
  page: { after: string } | { before: string } | null;
}

const longestSearch = 60;

/** Words of an address that we don't know are left out: an old bookmark still opens the list. */
export function parseWaitingQuery(params: URLSearchParams): WaitingQuery {
  const [sort = "placed", direction] = (params.get("sort") ?? "").split("-");
  const after = params.get("after");
  const before = params.get("before");
  return {
    view: waitingViews.find((each) => each === params.get("view")) ?? "all",
    search: (params.get("search") ?? "").trim().slice(0, longestSearch),
    sort: waitingSorts.find((each) => each === sort) ?? "placed",
    isDescending: direction === "desc",
    page: after !== null ? { after } : before !== null ? { before } : null,
  };
}

/** The same as an address again; what is as by default is left out. */
export function writeWaitingQuery({ view, search, sort, isDescending, page }: WaitingQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (view !== "all") params.set("view", view);
  if (search !== "") params.set("search", search);
  if (sort !== "placed" || isDescending) params.set("sort", `${sort}-${isDescending ? "desc" : "asc"}`);
  if (page !== null && "after" in page) params.set("after", page.after);
  if (page !== null && "before" in page) params.set("before", page.before);
  return params;
}
