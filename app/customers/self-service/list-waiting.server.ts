import { timingSafeEqual } from "node:crypto";
import { withShop } from "../../db.server.ts";
import { InfrastructureError } from "../../errors.ts";
import { answerWords } from "../../i18n/answer-words.ts";
import { noticeWords } from "../../i18n/notice-words.ts";
import { chooseStorefrontLocale } from "../../i18n/storefront-words-of.ts";
import type { ShopDomain } from "../../ids.ts";
import { log } from "../../log.server.ts";
import type { Ports } from "../../ports.ts";
import { answerUrl } from "../delays/answer-link.server.ts";
import { loadAnswerSettings } from "./load-answer-settings.server.ts";
import { loadWaitingOrder } from "./load-waiting-order.server.ts";
import { mayAnswer } from "./may-answer.ts";
import { sayDeadline, sayStanding } from "./say-answer.ts";
import { type SaidItem, sayItem } from "./say-item.ts";

/** What the order-status page says, in the customer's language. */
export interface WaitingList {
  heading: string;
  /** What the customer is asked; null: nothing. */
  note: string | null;
  items: (Omit<SaidItem, "history"> & { history: { title: string; entries: string[] } })[];
  /** Where they keep or cancel; null: they may not now. */
  answer: { label: string; url: string } | null;
}

/**
 * @param confirmationNumber proves that it is their order: the token of a customer account says only which shop.
 * @returns null where it does not; no items where nothing of the order waits.
 */
export async function listWaiting(
  ports: Ports,
  shop: ShopDomain,
  orderId: string,
  confirmationNumber: string,
): Promise<WaitingList | null> {
  const now = await ports.clock.businessNow();
  const { order, settings } = await withShop(shop, async (db) => ({
    order: await loadWaitingOrder(db, shop, orderId, now),
    settings: await loadAnswerSettings(db, shop),
  }));
  const real = await confirmationNumberOf(ports, shop, orderId);
  if (real === null || !isSame(real, confirmationNumber)) return null;
  if (order === null || order.isCancelled) return { heading: "", note: null, items: [], answer: null };
  const locale = chooseStorefrontLocale(order.locale);
  const words = answerWords(locale);
  const may = mayAnswer(order, settings);
  const isAsked = order.delay?.status === "open" && may.keep;
  return {
    heading: sayStanding(order.items, words),
    note: isAsked
      ? [words.asked, order.delay && sayDeadline(order.delay, words, locale)].filter(Boolean).join(" ")
      : null,
    items: order.items
      .filter(({ waitingUnits, readyUnits }) => waitingUnits + readyUnits > 0)
      .map((item) => {
        const { history, ...said } = sayItem(item, order.today, words, locale);
        return { ...said, history: { title: words.item.history, entries: history } };
      }),
    answer:
      may.keep || may.cancel
        ? {
            label: noticeWords(locale).question.button,
            url: answerUrl(shop, { orderId, caseId: order.delay?.caseId ?? null }, now),
          }
        : null,
  };
}

/** Null too where Shopify does not answer us: the page stays as it is. */
async function confirmationNumberOf(ports: Ports, shop: ShopDomain, orderId: string): Promise<string | null> {
  try {
    return await ports.shopify(shop).readConfirmationNumber(orderId);
  } catch (error) {
    if (!(error instanceof InfrastructureError)) throw error;
    log.warn({ err: error, shop }, "An order's confirmation number could not be read");
    return null;
  }
}

function isSame(real: string, given: string): boolean {
  const [one, other] = [Buffer.from(real), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
