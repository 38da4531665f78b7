import { noticeWords } from "../../i18n/notice-words.ts";
import type { Day } from "../../supply/day.ts";
import { sayGiven } from "../notices/given-block.ts";
import type { GivenBenefit } from "../notices/letter.ts";
import type { AnswerWords } from "../../i18n/answer-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { fill } from "../../i18n/storefront-words.ts";
import { moneyText } from "../../shops/money-text.ts";
import { answerStyle } from "./answer-style.ts";
import type { AskedQuestion } from "./asked-question.ts";
import { escapeLiquid } from "./escape-liquid.ts";
import { sayChoices, sayDeadline, sayStanding } from "./say-answer.ts";
import { sayItem } from "./say-item.ts";
import type { TakenAnswer } from "./taken-answer.ts";
import type { ShownCancellation, WaitingItem } from "./waiting-order.ts";

export interface AnswerPage {
  asked: AskedQuestion;
  words: AnswerWords;
  locale: StorefrontLocale;
  /** For a delay, or for waiting: theirs already. */
  given?: readonly GivenBenefit[];
  /** What became of the answer just sent; `none`: the form said nothing. */
  result?: TakenAnswer | "none";
}

const plain = (words: AnswerWords, locale: StorefrontLocale, title: string, body: string): string =>
  `${answerStyle}<div class="arrivo-answer" lang="${locale}"><h1>${escapeLiquid(title)}</h1>${body}</div>`;

/** A page that only says something: a link that does not work, and what to do. */
export function messagePage(kind: "forged" | "expired" | "gone", words: AnswerWords, locale: StorefrontLocale): string {
  const { title, text } = words[kind];
  return plain(words, locale, title, `<p>${escapeLiquid(text)}</p>`);
}

/**
 * The order's waiting items and what may be answered, as Liquid that the shop's theme frames. Two forms, no script; keep
 * and cancel are alike, and nothing is chosen beforehand.
 */
export function answerPage({ asked, words, locale, given = [], result }: AnswerPage): string {
  const { order, may, question, isBusy } = asked;
  const isAsked = order.delay !== null && order.delay.status === "open" && may.keep;
  const intro = order.isCancelled ? words.cancelledOrder : isAsked ? words.asked : sayStanding(order.items, words);
  const said = order.delay?.status === "answered" ? order.items.find(({ answer }) => answer !== null)?.answer : null;
  const deadline = sayDeadline(question, words, locale);
  return plain(
    words,
    locale,
    fill(words.title, { name: order.name }),
    [
      result === undefined
        ? ""
        : `<p class="arrivo-answer__result" role="status">${escapeLiquid(words.result[result])}</p>`,
      ...order.cancellations.map((each) => statusOf(each, words, locale)),
      said == null ? "" : paragraph(words.said[said]),
      ...given.map((each) => givenOf(each, order.today, locale)),
      paragraph(intro),
      `<ul class="arrivo-answer__items">${order.items.map((item) => itemOf(item, order.today, words, locale)).join("")}</ul>`,
      isBusy ? paragraph(words.busy) : "",
      isAsked && deadline !== null ? `<p><strong>${escapeLiquid(deadline)}</strong></p>` : "",
      choicesOf(asked, words, locale),
      said == null || !may.cancel ? "" : paragraph(words.change),
      may.cancelPart && question.lines.reduce((sum, { units }) => sum + units, 0) > 1 ? partForm(asked, words) : "",
    ].join("\n"),
  );
}

function givenOf(given: GivenBenefit, today: Day, locale: StorefrontLocale): string {
  const { what, code, how } = sayGiven(given, { locale, today });
  const named = code === "" ? "" : `<br>${escapeLiquid(fill(noticeWords(locale).given.code, { code }))}`;
  return `<p class="arrivo-answer__status"><strong>${escapeLiquid(what)}</strong>${named}<br>${escapeLiquid(how)}</p>`;
}

/** Before units are cancelled whose refund was not shown yet: which, and what comes back. */
export function confirmPage({ asked, words, locale }: AnswerPage): string {
  const { order, question, may, isBusy } = asked;
  const items = question.lines.map(
    ({ units, title }) => `<li>${escapeLiquid(fill(words.item.units, { units, title }))}</li>`,
  );
  return plain(
    words,
    locale,
    fill(words.title, { name: order.name }),
    [
      paragraph(words.part.asked),
      `<ul class="arrivo-answer__items">${items.join("")}</ul>`,
      may.cancel
        ? choicesOf({ ...asked, may: { ...may, keep: false, takeReady: false } }, words, locale)
        : paragraph(isBusy ? words.busy : words.result["too-late"]),
      // Without a target the link leads to the page itself.
      `<p><a href="?">${escapeLiquid(words.back)}</a></p>`,
    ].join("\n"),
  );
}

const paragraph = (text: string): string => `<p>${escapeLiquid(text)}</p>`;
const hidden = ({ signed }: AskedQuestion): string => `<input type="hidden" name="question" value="${signed}">`;
const button = (choice: string, text: string): string =>
  `<button class="arrivo-answer__button" type="submit" name="choice" value="${choice}">${escapeLiquid(text)}</button>`;

function choicesOf(asked: AskedQuestion, words: AnswerWords, locale: StorefrontLocale): string {
  const { may, question, isQuoted } = asked;
  const means = sayChoices(question, words, locale);
  const cancel = isQuoted ? { choice: "cancel", means: means.cancel } : { choice: "all", means: words.cancel.later };
  const offered = [
    ...(may.keep ? [{ choice: "keep", text: words.keep.button, means: means.keep }] : []),
    ...(may.cancel ? [{ ...cancel, text: words.cancel.button }] : []),
    ...(may.takeReady ? [{ choice: "take-ready", text: words.takeReady.button, means: means["take-ready"] }] : []),
  ];
  if (offered.length === 0) return "";
  const boxes = offered.map(
    ({ choice, text, means: said }) =>
      `<div class="arrivo-answer__choice">${button(choice, text)}${paragraph(said)}</div>`,
  );
  return `<form method="post" class="arrivo-answer__choices">${hidden(asked)}${boxes.join("\n")}</form>`;
}

function partForm(asked: AskedQuestion, words: AnswerWords): string {
  const fields = asked.question.lines.map(({ lineId, title, units }) => {
    const label = fill(words.part.units, { title, units });
    return `<label>${escapeLiquid(label)}
      <input type="number" name="units ${escapeLiquid(lineId)}" min="0" max="${units}" inputmode="numeric" placeholder="0"></label>`;
  });
  return `<details class="arrivo-answer__part"><summary>${escapeLiquid(words.part.title)}</summary>
    <form method="post">${hidden(asked)}${fields.join("\n")}
    ${button("part", words.part.button)}</form></details>`;
}

function itemOf(item: WaitingItem, today: Day, words: AnswerWords, locale: StorefrontLocale): string {
  if (item.waitingUnits + item.readyUnits === 0) return "";
  const { name, lines, history } = sayItem(item, today, words, locale);
  const told = history.map((each) => `<li>${escapeLiquid(each)}</li>`);
  const past =
    told.length === 0
      ? ""
      : `<details><summary>${escapeLiquid(words.item.history)}</summary><ul>${told.join("")}</ul></details>`;
  return `<li><strong>${escapeLiquid(name)}</strong>${lines.map((line) => `<br>${escapeLiquid(line)}`).join("")}${past}</li>`;
}

function statusOf(cancellation: ShownCancellation, words: AnswerWords, locale: StorefrontLocale): string {
  const { status, error, units, refundMinor, currency } = cancellation;
  const isPaid = refundMinor !== null && refundMinor > 0 && currency !== "";
  const amount = isPaid ? moneyText(refundMinor, currency, locale) : "";
  const text = (): string => {
    if (status === "refused")
      return error === "taken" || error === "shipped" ? words.status.taken : words.status.refused;
    if (status === "done") {
      if (error !== null) return words.status.refused;
      return isPaid ? words.status.done : words.status["done-unpaid"];
    }
    return isPaid ? words.status["under-way"] : words.status["under-way-unpaid"];
  };
  return `<p class="arrivo-answer__status">${escapeLiquid(fill(text(), { units, amount }))}</p>`;
}
