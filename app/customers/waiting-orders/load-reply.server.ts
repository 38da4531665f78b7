import type { Db } from "../../db.server.ts";
import { answerWords } from "../../i18n/answer-words.ts";
import { replyWords } from "../../i18n/reply-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { chooseStorefrontLocale } from "../../i18n/storefront-words-of.ts";
import type { ShopDomain } from "../../ids.ts";
import { answerUrl } from "../delays/answer-link.server.ts";
import { loadAnswerSettings } from "../self-service/load-answer-settings.server.ts";
import { loadWaitingOrder } from "../self-service/load-waiting-order.server.ts";
import { mayAnswer } from "../self-service/may-answer.ts";
import type { Reply } from "./reply.ts";
import { writeReply } from "./write-reply.ts";

/** An answer ready to copy for the customer of an order. Null: nothing of it was ever promised. */
export async function loadReply(db: Db, shop: ShopDomain, orderId: string, now: number): Promise<Reply | null> {
  const order = await loadWaitingOrder(db, shop, orderId, now);
  if (order === null) return null;
  const registered = await db.shop.findUniqueOrThrow({ where: { domain: shop } });
  const may = mayAnswer(order, await loadAnswerSettings(db, shop));
  const promises = await db.linePromise.findMany({
    where: { shop, lineId: { in: order.items.map(({ lineId }) => lineId) }, toldStanding: "told" },
  });
  const facts = {
    order,
    told: new Map(
      promises.flatMap(({ lineId, toldFrom, toldTo }) =>
        toldFrom === null || toldTo === null ? [] : [[lineId, { from: toldFrom, to: toldTo }] as const],
      ),
    ),
    link: may.keep || may.cancel ? answerUrl(shop, { orderId, caseId: order.delay?.caseId ?? null }, now) : null,
    shopName: registered.name === "" ? shop : registered.name,
  };
  const write = (locale: StorefrontLocale) => writeReply(facts, replyWords(locale), answerWords(locale), locale);
  const locale = chooseStorefrontLocale(order.locale);
  const own = chooseStorefrontLocale(registered.locale);
  return { locale, text: write(locale), ownText: own === locale ? null : write(own) };
}
