/** The languages of the theme blocks (extensions/storefront/locales), as Shopify names them; English is their fallback. */
export const storefrontLocales = [
  "en",
  "it",
  "da",
  "de",
  "es",
  "fr",
  "ja",
  "nl",
  "pl",
  "pt-BR",
  "sv",
  "zh-CN",
] as const;
export type StorefrontLocale = (typeof storefrontLocales)[number];
