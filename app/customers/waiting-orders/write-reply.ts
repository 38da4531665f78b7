import type { AnswerWords } from "../../i18n/answer-words.ts";
import type { ReplyWords } from "../../i18n/reply-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { fill } from "../../i18n/storefront-words.ts";
import type { ShipWindow } from "../../supply/day.ts";
import { sayDays, sayDeadline } from "../self-service/say-answer.ts";
import { sayItem } from "../self-service/say-item.ts";
import type { WaitingOrder } from "../self-service/waiting-order.ts";

export interface ReplyFacts {
  order: WaitingOrder;
  /** By line, what the shopper read when ordering. */
  told: ReadonlyMap<string, ShipWindow>;
  /** Where the customer keeps or cancels; null: they may not now. */
  link: string | null;
  shopName: string;
}

/**
 * An answer for a customer who asks after their order: what they wait for, why, until when, what they were told, and what
 * they can do. Ready to be copied; no name and no address is in it.
 */
export function writeReply(
  { order, told, link, shopName }: ReplyFacts,
  words: ReplyWords,
  said: AnswerWords,
  locale: StorefrontLocale,
): string {
  const open = order.items.filter(({ waitingUnits, readyUnits }) => waitingUnits + readyUnits > 0);
  const opening = fill(words.opening, { name: order.name });
  const regards = fill(words.regards, { shop: shopName });
  if (open.length === 0) return [words.greeting, `${opening}\n${said.nothing}`, regards].join("\n\n");
  const items = open.map((item) => {
    const { name, lines, history } = sayItem(item, order.today, said, locale);
    const first = told.get(item.lineId);
    return [
      name,
      ...lines,
      ...(first === undefined ? [] : [fill(words.ordered, { date: sayDays(first, locale) })]),
      ...(history.length === 0 ? [] : [`${said.item.history}:`, ...history]),
    ].join("\n");
  });
  const deadline = order.delay?.status === "open" ? sayDeadline(order.delay, said, locale) : null;
  // What is set aside for them is on its way: there is nothing to choose any more.
  const waits = open.some(({ waitingUnits }) => waitingUnits > 0);
  const choice = waits ? [link === null ? words.ask : fill(words.choose, { link })] : [];
  return [
    words.greeting,
    opening,
    ...items,
    ...choice.map((text) => (deadline === null ? text : `${text}\n${deadline}`)),
    `${words.sorry}\n${regards}`,
  ].join("\n\n");
}
