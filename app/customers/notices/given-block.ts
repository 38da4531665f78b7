import { noticeWords } from "../../i18n/notice-words.ts";
import { sayWindow } from "../../i18n/say-window.ts";
import { fill } from "../../i18n/storefront-words.ts";
import { storefrontWordsOf } from "../../i18n/storefront-words-of.ts";
import { sayBenefit } from "../compensation/say-benefit.ts";
import type { GivenBenefit, Letter } from "./letter.ts";
import { escapeHtml } from "./mail-layout.ts";

export interface SaidGiven {
  /** "10% off your next order" */
  what: string;
  /** Empty: none is needed. */
  code: string;
  /** How and until when. */
  how: string;
}

export function sayGiven(
  { benefit, currency, code, untilOn }: GivenBenefit,
  { locale, today }: Pick<Letter, "locale" | "today">,
): SaidGiven {
  const words = noticeWords(locale).given;
  const until =
    untilOn === null
      ? ""
      : sayWindow({ from: untilOn, to: untilOn }, today, "range", storefrontWordsOf(locale), locale);
  return {
    what: sayBenefit(benefit, currency, locale),
    code: code ?? "",
    how: until === "" ? "" : fill(code === null ? words.creditUntil : words.once, { date: until }),
  };
}

/** `{% given %}`: what the customer is given, with its code; empty where nothing is. */
export function givenBlock(letter: Letter): string {
  const words = noticeWords(letter.locale).given;
  return letter.given
    .map((each) => {
      const { what, code, how } = sayGiven(each, letter);
      const shown = code === "" ? "" : `<br>${escapeHtml(fill(words.code, { code }))}`;
      return `<p><strong>${escapeHtml(what)}</strong>${shown}${how === "" ? "" : `<br>${escapeHtml(how)}`}</p>`;
    })
    .join("");
}
