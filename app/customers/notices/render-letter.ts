import { noticeWords } from "../../i18n/notice-words.ts";
import type { NoticeTemplate } from "./default-template.ts";
import type { Letter } from "./letter.ts";
import { renderLiquid, type TemplateFault } from "./liquid.ts";
import { givenBlock, sayGiven } from "./given-block.ts";
import { answerBlock, itemsBlock, questionBlock, sayQuestion } from "./mail-blocks.ts";
import { escapeHtml, mailLayout } from "./mail-layout.ts";
import { sayLine } from "./say-line.ts";
import { textOfHtml } from "./text-of-html.ts";

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

export type RenderResult = { ok: true; mail: RenderedMail } | { ok: false; fault: TemplateFault };

/** A letter in the words of a template. What a template may name: docs/notice-templates.md. */
export function renderLetter(letter: Letter, template: NoticeTemplate): RenderResult {
  const values = valuesOf(letter);
  const subject = renderLiquid(template.subject, values, { isHtml: false });
  if (!subject.ok) return { ok: false, fault: { field: "subject", ...placeOf(subject) } };
  const body = renderLiquid(template.body, values, { isHtml: true });
  if (!body.ok) return { ok: false, fault: { field: "body", ...placeOf(body) } };
  // What somebody is given is told, whatever the merchant's own words leave out.
  const missing = letter.given.some(({ code }) => code !== null && !body.text.includes(code));
  const text = missing ? `${body.text}${values.blocks.given}` : body.text;
  const fault = questionFault(letter, text);
  if (fault !== null) return { ok: false, fault };
  const line = subject.text.replace(/\s+/g, " ").trim().slice(0, 200);
  if (line === "")
    return { ok: false, fault: { field: "subject", line: 1, column: 1, message: "The subject is empty" } };
  const footer = renderLiquid(noticeWords(letter.locale).footer, values, { isHtml: false });
  const frame = {
    lang: letter.locale,
    subject: line,
    preheader: preheaderOf(values.lines),
    shopName: letter.shopName,
    footer: footer.ok ? footer.text : "",
  };
  const html = mailLayout({ ...frame, body: text });
  return { ok: true, mail: { subject: line, html, text: textOfHtml(`${text}<p>--<br>${frame.footer}</p>`) } };
}

function valuesOf(letter: Letter) {
  const lines = letter.told.lines.map((line) => sayLine(line, letter));
  const question = sayQuestion(letter);
  return {
    shop: { name: letter.shopName },
    order: { name: letter.orderName, url: letter.orderUrl ?? "" },
    kind: letter.told.kind,
    language: letter.locale,
    lines: lines.map(({ item, title, units, sentences, before }) => ({
      item,
      title,
      units,
      said: sentences.join(", "),
      before,
    })),
    question: {
      is_asked: question !== null,
      deadline: question?.deadline ?? "",
      consequence: question?.consequence ?? "",
      url: letter.question?.url ?? "",
    },
    given: letter.given.map((each) => sayGiven(each, letter)),
    blocks: {
      given: givenBlock(letter),
      items: itemsBlock(lines),
      question: questionBlock(letter),
      answer: answerBlock(letter),
    },
  };
}

/** Of a customer who is asked, nobody may hide until when, and what silence does. */
function questionFault(letter: Letter, html: string): TemplateFault | null {
  const said = sayQuestion(letter);
  if (said === null || letter.question === null) return null;
  if (html.includes(escapeHtml(letter.question.url)) && html.includes(escapeHtml(said.consequence))) return null;
  return { field: "body", line: 1, column: 1, message: "This mail asks the customer: put {% question %} into it" };
}

const preheaderOf = (lines: readonly { item: string; said: string }[]) =>
  lines
    .slice(0, 3)
    .map(({ item, said }) => (said === "" ? item : `${item}: ${said}`))
    .join(" · ");

const placeOf = ({ line, column, message }: { line: number; column: number; message: string }) => ({
  line,
  column,
  message,
});
