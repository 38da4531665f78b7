/** What the list of suppliers is asked: read from an address and written back into one. */
export interface SupplierQuery {
  search: string;
  isArchived: boolean;
  /** From 1. */
  page: number;
}

const longestSearch = 200;

export function parseSupplierQuery(params: URLSearchParams): SupplierQuery {
  return {
    search: (params.get("search") ?? "").trim().slice(0, longestSearch),
    isArchived: params.get("show") === "archived",
    page: pageOf(params),
  };
}

/** The same as an address again; what is as by default is left out. */
export function writeSupplierQuery({ search, isArchived, page }: SupplierQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (search !== "") params.set("search", search);
  if (isArchived) params.set("show", "archived");
  if (page > 1) params.set("page", String(page));
  return params;
}

/** The page an address asks for; the first where it asks for none that can be. */
function pageOf(params: URLSearchParams): number {
  const page = Number(params.get("page") ?? "1");
  return Number.isSafeInteger(page) && page >= 1 ? page : 1;
}
