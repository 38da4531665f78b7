import { noticeWords } from "../../i18n/notice-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import type { NoticeKind } from "./notice-kind.ts";

/** Liquid: the subject is one line of text, the body is HTML. */
export interface NoticeTemplate {
  subject: string;
  body: string;
}

/** Arrivo's own template of a kind in a language, as the merchant finds it in the editor. */
export function defaultTemplate(kind: NoticeKind, locale: StorefrontLocale): NoticeTemplate {
  const { kinds } = noticeWords(locale);
  const words = kinds[kind];
  if (words === undefined) throw new Error(`There are no words for ${kind}.`);
  const { subject, heading, opening, closing } = words;
  const parts = [
    `<h1>${heading}</h1>`,
    `<p>${opening}</p>`,
    ...(kind === "answered" ? ["{% answer %}"] : []),
    "{% items %}",
    "{% question %}",
    "{% given %}",
    ...(closing === "" ? [] : [`<p>${closing}</p>`]),
  ];
  return { subject, body: `${parts.join("\n")}\n` };
}
