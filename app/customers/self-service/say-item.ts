import type { AnswerWords } from "../../i18n/answer-words.ts";
import type { StorefrontLocale } from "../../i18n/storefront-locales.ts";
import { sayTold } from "../../i18n/say-told.ts";
import { fill } from "../../i18n/storefront-words.ts";
import { storefrontWordsOf } from "../../i18n/storefront-words-of.ts";
import type { Day } from "../../supply/day.ts";
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
export function sayItem(item: WaitingItem, today: Day, words: AnswerWords, locale: StorefrontLocale): SaidItem {
  const { title, waitingUnits, readyUnits, before, now, cause, history } = item;
  const date = (key: "now" | "before", window: { from: string; to: string }) =>
    fill(words.item[key], { date: sayDays(window, locale) });
  const expected = () => {
    if (now === null) return words.item.unknown;
    return sayParts(item, today, locale) ?? date("now", now);
  };
  return {
    name: fill(words.item.units, { units: waitingUnits + readyUnits, title }),
    lines: [
      ...(waitingUnits === 0 ? [] : [expected()]),
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

/** "1 ships today, 3 ship 30 December", as the mail says it. Null: they leave together. */
function sayParts({ parts }: WaitingItem, today: Day, locale: StorefrontLocale): string | null {
  if (parts.length === 0) return null;
  const quantity = parts.reduce((sum, { units }) => sum + units, 0);
  const said = sayTold(
    { kind: "told", state: "backorder", parts: parts.map((part) => ({ kind: "window", ...part })) },
    {
      quantity,
      locale,
      today,
      settings: { verb: "ships", transitDays: null, dateForm: "range", messages: {}, largestQuantityTold: quantity },
      words: storefrontWordsOf(locale),
      state: "backorder",
      message: "default",
    },
  );
  return said?.line ?? null;
}
