import type { AnswerWords } from "../../i18n/answer-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { fill } from "../../i18n/storefront-words.ts";
import { moneyText } from "../../shops/money-text.ts";
import type { Day, ShipWindow } from "../../supply/day.ts";
import type { ShownQuestion } from "./shown-question.ts";
import type { WaitingItem } from "./waiting-order.ts";

const asDate = (day: Day) => new Date(`${day}T00:00:00Z`);
/** As mails and product pages write a day: in English the day comes first. */
const dates = (locale: StorefrontLocale) =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

export const sayDay = (day: Day, locale: StorefrontLocale): string => dates(locale).format(asDate(day));

/** "12–16 March 2027", as the language writes it. */
export function sayDays({ from, to }: ShipWindow, locale: StorefrontLocale): string {
  return from === to ? sayDay(from, locale) : dates(locale).formatRange(asDate(from), asDate(to));
}

/** What each answer brings about, with the money that Shopify gives back. */
export function sayChoices(
  { refund, readyUnits }: Pick<ShownQuestion, "refund" | "readyUnits">,
  words: AnswerWords,
  locale: StorefrontLocale,
): { keep: string; cancel: string; "take-ready": string } {
  const { keep, cancel, takeReady } = words;
  const others = { keep: keep.means, "take-ready": takeReady.means };
  // What is set aside is never cancelled: it comes all the same.
  const [paid, unpaid] = readyUnits > 0 ? [cancel.rest, cancel.restUnpaid] : [cancel.means, cancel.unpaid];
  if (refund === null) return { ...others, cancel: unpaid };
  const amount = moneyText(refund.amountMinor, refund.currency, locale);
  const shipping = moneyText(refund.shippingMinor, refund.currency, locale);
  return {
    ...others,
    cancel: [
      fill(paid, { amount }),
      ...(refund.shippingMinor > 0 ? [fill(cancel.shipping, { amount: shipping })] : []),
    ].join(" "),
  };
}

/** What stands above an order's items. */
export function sayStanding(
  items: readonly Pick<WaitingItem, "waitingUnits" | "readyUnits">[],
  words: Pick<AnswerWords, "waiting" | "allReady" | "nothing">,
): string {
  if (items.some(({ waitingUnits }) => waitingUnits > 0)) return words.waiting;
  return items.some(({ readyUnits }) => readyUnits > 0) ? words.allReady : words.nothing;
}

/** By when, and what happens without an answer; null: nothing does. */
export function sayDeadline(
  { deadlineOn, silence }: Pick<ShownQuestion, "deadlineOn" | "silence">,
  words: AnswerWords,
  locale: StorefrontLocale,
): string | null {
  if (deadlineOn === null || silence === null) return null;
  return fill(words.deadline[silence], { date: sayDay(deadlineOn, locale) });
}

/** The question as it was shown, in plain text: kept with the answer as proof. */
export function sayQuestion(question: ShownQuestion, words: AnswerWords, locale: StorefrontLocale): string {
  const { item, keep, cancel, takeReady } = words;
  const choices = sayChoices(question, words, locale);
  const deadline = sayDeadline(question, words, locale);
  return [
    ...(question.caseId === null ? [words.waiting] : [words.asked]),
    ...question.lines.map(
      ({ units, title, now }) =>
        `${fill(item.units, { units, title })}. ${now === null ? item.unknown : fill(item.now, { date: sayDays(now, locale) })}`,
    ),
    ...(deadline === null ? [] : [deadline]),
    `[${keep.button}] ${choices.keep}`,
    `[${cancel.button}] ${choices.cancel}`,
    ...(question.caseId !== null && question.readyUnits > 0 ? [`[${takeReady.button}] ${choices["take-ready"]}`] : []),
  ].join("\n");
}
