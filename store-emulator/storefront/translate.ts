import type { LocaleTree } from "./read-extension.ts";

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const lookUp = (tree: LocaleTree | undefined, key: string): string | LocaleTree | undefined =>
  key
    .split(".")
    .reduce<string | LocaleTree | undefined>(
      (node, part) => (typeof node === "object" && Object.hasOwn(node, part) ? node[part] : undefined),
      tree,
    );

/** `zero` where a locale file gives it, as Shopify allows; else the plural category of the language. */
const pluralForm = (forms: LocaleTree, locale: string, count: unknown): string | LocaleTree | undefined => {
  if (count == null) return forms["other"];
  if (Number(count) === 0 && typeof forms["zero"] === "string") return forms["zero"];
  return forms[new Intl.PluralRules(locale).select(Number(count))] ?? forms["other"];
};

/**
 * Shopify's `t` filter: plurals by `count`, `{{ name }}` filled in and escaped (in a key ending in `_html` too: only the
 * translation itself may carry markup), the language's own file first, then its base language, then the default.
 */
export function translate(
  locales: Record<string, LocaleTree>,
  chain: string[],
  key: string,
  values: Record<string, unknown>,
): string {
  for (const locale of chain) {
    const found = lookUp(locales[locale], key);
    const text = typeof found === "object" ? pluralForm(found, locale, values["count"]) : found;
    if (typeof text === "string")
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) =>
        Object.hasOwn(values, name) ? escapeHtml(String(values[name] ?? "")) : "",
      );
  }
  return `Translation missing: ${chain[0] ?? "en"}.${key}`;
}
