import { answerWords } from "../../i18n/answer-words.ts";
import { noticeWords } from "../../i18n/notice-words.ts";
import { sayWindow } from "../../i18n/say-window.ts";
import { fill } from "../../i18n/storefront-words.ts";
import { storefrontWordsOf } from "../../i18n/storefront-words-of.ts";
import type { Letter } from "./letter.ts";
import { escapeHtml } from "./mail-layout.ts";
import type { SaidLine } from "./say-line.ts";

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif";
const cell = `padding:12px 0;border-top:1px solid #8c9196;${font};font-size:16px;line-height:24px`;

/** `{% items %}`: each line with what is said of it. */
export function itemsBlock(lines: readonly SaidLine[]): string {
  if (lines.length === 0) return "";
  const rows = lines.map(({ item, sentences, before }) => {
    const said = sentences.map((sentence) => `${escapeHtml(sentence)}<br>`).join("");
    const was = before === "" ? "" : `<span style="font-size:14px">${escapeHtml(before)}</span><br>`;
    return `<tr><td style="${cell}"><strong>${escapeHtml(item)}</strong><br>${said}${was}</td></tr>`;
  });
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">${rows.join("")}</table>`;
}

export interface SaidQuestion {
  ask: string;
  /** Until when, and what happens then. */
  consequence: string;
  /** The last day for an answer; empty: none. */
  deadline: string;
}

export function sayQuestion({ question, locale, today }: Letter): SaidQuestion | null {
  if (question === null) return null;
  const words = noticeWords(locale).question;
  const { deadlineOn, silence } = question;
  if (deadlineOn === null) return { ask: words.ask, consequence: words.open, deadline: "" };
  const window = { from: deadlineOn, to: deadlineOn };
  // A deadline is a day, however dates of shipping are said.
  const deadline = sayWindow(window, today, "range", storefrontWordsOf(locale), locale);
  return { ask: words.ask, consequence: fill(words[silence], { deadline }), deadline };
}

/** `{% question %}`: the question and what may be taken before the rest, the way to the page, the deadline and consequence. */
export function questionBlock(letter: Letter): string {
  const said = sayQuestion(letter);
  if (said === null || letter.question === null) return "";
  // Called as the page's button is.
  const { takeReady } = answerWords(letter.locale);
  const {
    answer,
    question: { button, choose },
  } = noticeWords(letter.locale);
  const url = escapeHtml(letter.question.url);
  return [
    `<p>${escapeHtml(said.ask)}</p>`,
    ...(letter.question.mayTakeReady
      ? [`<p><strong>${escapeHtml(takeReady.button)}</strong><br>${escapeHtml(answer["take-ready"] ?? "")}</p>`]
      : []),
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px"><tr><td style="border:2px solid #0b76d8;border-radius:6px">`,
    `<a href="${url}" style="display:inline-block;padding:10px 20px;${font};font-size:16px;line-height:24px;font-weight:600;color:#0b76d8;text-decoration:none">${escapeHtml(button)}</a>`,
    `</td></tr></table>`,
    `<p>${escapeHtml(said.consequence)} ${escapeHtml(choose)}</p>`,
  ].join("");
}

/** `{% answer %}`: what the customer chose. */
export function answerBlock({ told, locale }: Letter): string {
  const words = told.choice === null ? undefined : noticeWords(locale).answer[told.choice];
  return words === undefined ? "" : `<p>${escapeHtml(words)}</p>`;
}
