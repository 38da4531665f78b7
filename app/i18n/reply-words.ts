import da from "./replies/da.json" with { type: "json" };
import de from "./replies/de.json" with { type: "json" };
import en from "./replies/en.json" with { type: "json" };
import es from "./replies/es.json" with { type: "json" };
import fr from "./replies/fr.json" with { type: "json" };
import it from "./replies/it.json" with { type: "json" };
import ja from "./replies/ja.json" with { type: "json" };
import nl from "./replies/nl.json" with { type: "json" };
import pl from "./replies/pl.json" with { type: "json" };
import ptBR from "./replies/pt-BR.json" with { type: "json" };
import sv from "./replies/sv.json" with { type: "json" };
import zhCN from "./replies/zh-CN.json" with { type: "json" };
import type { StorefrontLocale } from "./storefront-locales.ts";

export type ReplyWords = typeof en;

const words: Record<StorefrontLocale, ReplyWords> = {
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

/** What a merchant answers a customer who asks, in each of the theme blocks' languages. */
export function replyWords(locale: StorefrontLocale): ReplyWords {
  return words[locale];
}
