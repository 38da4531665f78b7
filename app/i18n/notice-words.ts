import da from "./notices/da.json" with { type: "json" };
import de from "./notices/de.json" with { type: "json" };
import en from "./notices/en.json" with { type: "json" };
import es from "./notices/es.json" with { type: "json" };
import fr from "./notices/fr.json" with { type: "json" };
import it from "./notices/it.json" with { type: "json" };
import ja from "./notices/ja.json" with { type: "json" };
import nl from "./notices/nl.json" with { type: "json" };
import pl from "./notices/pl.json" with { type: "json" };
import ptBR from "./notices/pt-BR.json" with { type: "json" };
import sv from "./notices/sv.json" with { type: "json" };
import zhCN from "./notices/zh-CN.json" with { type: "json" };
import type { StorefrontLocale } from "./storefront-locales.ts";

/** By plural form of the language. */
type Forms = Record<string, string>;

export interface NoticeWords {
  /** By kind of notice. `{{ order.name }}` and `{{ shop.name }}` are Liquid: these are the sources of the templates. */
  kinds: Record<string, { subject: string; heading: string; opening: string; closing: string }>;
  item: { quantity: string; before: string; ready: Forms; shipped: Forms; cancelled: Forms };
  question: { ask: string; button: string; choose: string; keeps: string; cancels: string; open: string };
  answer: Record<string, string>;
  /** What a customer is given for a delay or for waiting. */
  given: {
    percent: string;
    amount: string;
    shipping: string;
    credit: string;
    code: string;
    once: string;
    creditUntil: string;
    /** On the product page. */
    reward: string;
  };
  footer: string;
  order: string;
}

const words: Record<StorefrontLocale, NoticeWords> = {
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

/** What mails to customers say, in each of the theme blocks' languages. */
export function noticeWords(locale: StorefrontLocale): NoticeWords {
  return words[locale];
}
