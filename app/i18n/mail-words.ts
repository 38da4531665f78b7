import en from "./mails/en.json" with { type: "json" };
import it from "./mails/it.json" with { type: "json" };

export type MailWords = typeof en;

/** A language whose file lacks a text does not compile. */
const languages: Record<string, MailWords> = { en, it };

/** The words of Arrivo's own mails to merchants, in the shop's language where we have it. */
export function mailWords(locale: string): MailWords {
  return languages[locale.split("-")[0]?.toLowerCase() ?? ""] ?? en;
}

/** Puts values where the text says `{{name}}`. */
export function fillIn(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));
}
