/** What the list of purchase orders is asked: read from an address and written back into one. */

export const orderViews = ["open", "overdue", "draft", "received", "cancelled", "all"] as const;
export type OrderView = (typeof orderViews)[number];

export interface PurchaseOrderQuery {
  view: OrderView;
  search: string;
  /** A supplier's id; null: of all. */
  supplierId: string | null;
  /** Counted from 1. */
  page: number;
}

const longestSearch = 200;

/** Words of an address that we don't know are left out: an old bookmark still opens the list. */
export function parseOrderQuery(params: URLSearchParams): PurchaseOrderQuery {
  const page = Number(params.get("page") ?? "1");
  return {
    view: orderViews.find((view) => view === params.get("view")) ?? "open",
    search: (params.get("search") ?? "").trim().slice(0, longestSearch),
    supplierId: params.get("supplier"),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

export function writeOrderQuery({ view, search, supplierId, page }: PurchaseOrderQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (view !== "open") params.set("view", view);
  if (search !== "") params.set("search", search);
  if (supplierId !== null) params.set("supplier", supplierId);
  if (page !== 1) params.set("page", String(page));
  return params;
}
