/** The words of the theme blocks: `extensions/storefront/locales/*.json`, as far as a promise is said with them. */
export interface StorefrontWords {
  status: { backorder: string; preorder: string; in_stock: string; sold_out: string };
  told: Record<"ships" | "arrives" | "collect" | "undated", string>;
  parts: Record<"ships" | "arrives" | "collect", Record<string, string>> & { undated: string; separator: string };
  rest: Record<"ships" | "arrives" | "collect" | "undated", string>;
  limit: { most: string; told: string };
  dates: {
    day: string;
    day_and_year: string;
    within_month: string;
    within_month_and_year: string;
    range: string;
    latest: string;
    early: string;
    early_and_year: string;
    mid: string;
    mid_and_year: string;
    late: string;
    late_and_year: string;
    /** By plural form of the (last) number of weeks. */
    weeks: Record<string, string>;
    weeks_between: Record<string, string>;
    today: string;
    first: string;
    months: Record<string, string>;
  };
}

/** Puts the values in their places: `{{ name }}`. */
export function fill(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
