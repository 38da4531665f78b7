import type { AppProviderProps } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import it from "@shopify/polaris/locales/it.json" with { type: "json" };

const words: Record<string, AppProviderProps["i18n"]> = { en, it };

/** Polaris' own words, in the merchant's language. */
export function polarisWords(language: string): AppProviderProps["i18n"] {
  return words[language] ?? en;
}
