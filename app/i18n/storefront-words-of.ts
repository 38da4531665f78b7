import da from "../../extensions/storefront/locales/da.json" with { type: "json" };
import de from "../../extensions/storefront/locales/de.json" with { type: "json" };
import en from "../../extensions/storefront/locales/en.default.json" with { type: "json" };
import es from "../../extensions/storefront/locales/es.json" with { type: "json" };
import fr from "../../extensions/storefront/locales/fr.json" with { type: "json" };
import it from "../../extensions/storefront/locales/it.json" with { type: "json" };
import ja from "../../extensions/storefront/locales/ja.json" with { type: "json" };
import nl from "../../extensions/storefront/locales/nl.json" with { type: "json" };
import pl from "../../extensions/storefront/locales/pl.json" with { type: "json" };
import ptBR from "../../extensions/storefront/locales/pt-BR.json" with { type: "json" };
import sv from "../../extensions/storefront/locales/sv.json" with { type: "json" };
import zhCN from "../../extensions/storefront/locales/zh-CN.json" with { type: "json" };
import type { StorefrontWords } from "./storefront-words.ts";
import { type StorefrontLocale, storefrontLocales } from "./storefront-locales.ts";

const words: Record<StorefrontLocale, StorefrontWords> = {
  da,
  de,
  en,
  es,
  fr,
  it,
  ja,
  nl,
  pl,
  "pt-BR": ptBR,
  sv,
  "zh-CN": zhCN,
};

/** The words in which the theme blocks say dates: everything else that a customer reads says them alike. */
export function storefrontWordsOf(locale: StorefrontLocale): StorefrontWords {
  return words[locale];
}

/** The one of our languages that comes nearest to a shopper's (`pt-PT`, `zh-TW`, `de-CH`); English where none does. */
export function chooseStorefrontLocale(wanted: string | null | undefined): StorefrontLocale {
  const name = (wanted ?? "").replace("_", "-").toLowerCase();
  const [language = ""] = name.split("-");
  return (
    storefrontLocales.find((locale) => locale.toLowerCase() === name) ??
    storefrontLocales.find((locale) => locale.split("-")[0] === language) ??
    "en"
  );
}
