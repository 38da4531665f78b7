import da from "./answers/da.json" with { type: "json" };
import de from "./answers/de.json" with { type: "json" };
import en from "./answers/en.json" with { type: "json" };
import es from "./answers/es.json" with { type: "json" };
import fr from "./answers/fr.json" with { type: "json" };
import it from "./answers/it.json" with { type: "json" };
import ja from "./answers/ja.json" with { type: "json" };
import nl from "./answers/nl.json" with { type: "json" };
import pl from "./answers/pl.json" with { type: "json" };
import ptBR from "./answers/pt-BR.json" with { type: "json" };
import sv from "./answers/sv.json" with { type: "json" };
import zhCN from "./answers/zh-CN.json" with { type: "json" };
import type { StorefrontLocale } from "./storefront-locales.ts";

export type AnswerWords = typeof en;

const words: Record<StorefrontLocale, AnswerWords> = {
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

/** What the page says on which a customer answers, in each of the theme blocks' languages. */
export function answerWords(locale: StorefrontLocale): AnswerWords {
  return words[locale];
}
