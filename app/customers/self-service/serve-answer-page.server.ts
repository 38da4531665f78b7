import { outsideShops, withShop } from "../../db.server.ts";
import { type AnswerWords, answerWords } from "../../i18n/answer-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { chooseStorefrontLocale } from "../../i18n/storefront-words-of.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { LineUnits } from "../cancellations/cancellation-port.ts";
import { readAnswerLink } from "../delays/answer-link.server.ts";
import { loadGivenOf } from "../notices/load-given.server.ts";
import { answerPage, confirmPage, messagePage } from "./answer-page.ts";
import { askQuestion } from "./ask-question.server.ts";
import { sayQuestion } from "./say-answer.ts";
import { readQuestion } from "./signed-question.server.ts";
import { takeAnswer } from "./take-answer.server.ts";
import { type Choice, choices } from "./waiting-order.ts";

interface Visit {
  shop: ShopDomain;
  /** Of the link. */
  token: string;
  /** `Accept-Language`'s first, for pages that know no order. */
  language: string | null;
}

/** What a customer sees who opens a link: it changes nothing and uses nothing up, whoever opens it. */
export async function showAnswerPage(ports: Ports, visit: Visit): Promise<string> {
  const opened = await open(ports, visit);
  if (!opened.ok) return opened.page;
  return page(ports, visit.shop, opened.orderId, opened.fallback);
}

/** What they see after pressing one of its buttons. */
export async function takeAnswerForm(ports: Ports, visit: Visit, form: FormData): Promise<string> {
  const { shop } = visit;
  const opened = await open(ports, visit);
  if (!opened.ok) return opened.page;
  const { orderId, fallback } = opened;
  const question = readQuestion(shop, String(form.get("question") ?? ""));
  if (question === null || question.orderId !== orderId) return page(ports, shop, orderId, fallback, "changed");
  const wanted = String(form.get("choice") ?? "");
  if (wanted === "part") return askPart(ports, shop, orderId, form, fallback);
  if (wanted === "all") return confirm(ports, shop, orderId, fallback);
  const choice = choices.find((each): each is Choice => each === wanted);
  if (choice === undefined) return page(ports, shop, orderId, fallback, "none");
  const asked = await askQuestion(ports, shop, orderId, { only: [], quotes: "sparing" });
  const locale = chooseStorefrontLocale(asked?.order.locale ?? fallback);
  const result = await takeAnswer(ports, shop, {
    choice,
    question,
    textShown: sayQuestion(question, answerWords(locale), locale),
    language: locale,
    channel: "link",
  });
  return page(ports, shop, orderId, fallback, result);
}

async function askPart(
  ports: Ports,
  shop: ShopDomain,
  orderId: string,
  form: FormData,
  fallback: StorefrontLocale,
): Promise<string> {
  const only = [...form.entries()].flatMap(([name, value]): LineUnits[] => {
    const units = Number(value);
    return name.startsWith("units ") && Number.isSafeInteger(units) && units > 0
      ? [{ lineId: name.slice("units ".length), units }]
      : [];
  });
  return only.length === 0
    ? page(ports, shop, orderId, fallback, "none")
    : confirm(ports, shop, orderId, fallback, only);
}

/** What comes back, before anything is done. */
async function confirm(
  ports: Ports,
  shop: ShopDomain,
  orderId: string,
  fallback: StorefrontLocale,
  only?: readonly LineUnits[],
): Promise<string> {
  const asked = await askQuestion(ports, shop, orderId, { quotes: "always", ...(only === undefined ? {} : { only }) });
  if (asked === null || asked.question.lines.length === 0) return page(ports, shop, orderId, fallback, "none");
  const locale = chooseStorefrontLocale(asked.order.locale);
  return confirmPage({ asked, words: answerWords(locale), locale });
}

async function page(
  ports: Ports,
  shop: ShopDomain,
  orderId: string,
  fallback: StorefrontLocale,
  result?: Parameters<typeof answerPage>[0]["result"],
): Promise<string> {
  const asked = await askQuestion(ports, shop, orderId, { quotes: "sparing" });
  if (asked === null) return messagePage("gone", answerWords(fallback), fallback);
  const locale = chooseStorefrontLocale(asked.order.locale);
  const words: AnswerWords = answerWords(locale);
  // Never beside a question: what was given before is no price of its answer.
  const given =
    asked.order.delay?.status === "open" ? [] : await withShop(shop, (db) => loadGivenOf(db, shop, orderId));
  return answerPage({ asked, words, locale, given, ...(result === undefined ? {} : { result }) });
}

type Opened = { ok: true; orderId: string; fallback: StorefrontLocale } | { ok: false; page: string };

async function open(ports: Ports, { shop, token, language }: Visit): Promise<Opened> {
  const registered = await outsideShops().shop.findUnique({
    where: { domain: shop },
    select: { locale: true, state: true },
  });
  const locale = chooseStorefrontLocale(language ?? registered?.locale ?? "en");
  const refuse = (kind: Parameters<typeof messagePage>[0]) => ({
    ok: false as const,
    page: messagePage(kind, answerWords(locale), locale),
  });
  if (registered === null || registered.state === "uninstalled") return refuse("gone");
  const read = readAnswerLink(shop, token, await ports.clock.businessNow());
  return read.ok ? { ok: true, orderId: read.link.orderId, fallback: locale } : refuse(read.reason);
}
