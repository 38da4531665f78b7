import type { AnswerWords } from "../../i18n/answer-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { fill } from "../../i18n/storefront-words.ts";
import { sayDay, sayDays } from "./say-answer.ts";
import type { WaitingItem } from "./waiting-order.ts";
import { whyOfCause } from "./why-of-cause.ts";

export interface SaidItem {
  /** "2 × Lamp" */
  name: string;
  /** When, before, why, and what is set aside. */
  lines: string[];
  /** The dates that were told, oldest first. */
  history: string[];
}

/** What a customer reads of an item that waits. */
export function sayItem(item: WaitingItem, words: AnswerWords, locale: StorefrontLocale): SaidItem {
  const { title, waitingUnits, readyUnits, before, now, cause, history } = item;
  const date = (key: "now" | "before", window: { from: string; to: string }) =>
    fill(words.item[key], { date: sayDays(window, locale) });
  return {
    name: fill(words.item.units, { units: waitingUnits + readyUnits, title }),
    lines: [
      ...(waitingUnits === 0 ? [] : [now === null ? words.item.unknown : date("now", now)]),
      ...(waitingUnits === 0 || before === null ? [] : [date("before", before)]),
      ...(waitingUnits === 0 || cause === null ? [] : [words.why[whyOfCause(cause)]]),
      ...(readyUnits === 0 ? [] : [fill(words.item.ready, { units: readyUnits })]),
    ],
    history: history.map(
      ({ on, window }) =>
        `${sayDay(on, locale)}: ${window === null ? words.item.historyUnknown : sayDays(window, locale)}`,
    ),
  };
}
