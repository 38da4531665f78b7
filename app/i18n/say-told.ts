import { type Day, dayFromNumber, dayNumber, type ShipWindow } from "../supply/day.ts";
import { sayWindow } from "./say-window.ts";
import { fill, type StorefrontWords } from "./storefront-words.ts";
import type { StorefrontSettings } from "../availability/storefront-settings.ts";
import type { ToldPart, ToldQuantity } from "../availability/tell-quantity.ts";

export interface SaidQuantity {
  status: string;
  line: string;
}

export interface Saying {
  /** What the shopper wants. */
  quantity: number;
  locale: string;
  today: Day;
  settings: Pick<StorefrontSettings, "verb" | "transitDays" | "dateForm" | "messages" | "largestQuantityTold">;
  words: StorefrontWords;
  /** The metafield's: which state and wording a heading is for. */
  state: string;
  message: string;
}

/** What is told, in the theme block's own words: the heading and the sentence. Null: the block shows nothing. */
export function sayTold(told: ToldQuantity, saying: Saying): SaidQuantity | null {
  const { words } = saying;
  switch (told.kind) {
    case "silent":
      return null;
    case "sold-out":
      return { status: words.status.sold_out, line: "" };
    case "refused": {
      const sentence = told.isMore ? words.limit.told : words.limit.most;
      const state = saying.state === "preorder" ? "preorder" : "backorder";
      return { status: heading(state, saying), line: fill(sentence, { units: told.mostUnits }) };
    }
    case "told":
      return { status: heading(told.state, saying), line: sayParts(told.parts, saying) };
  }
}

function heading(state: "in-stock" | "backorder" | "preorder", { words, settings, message, locale }: Saying): string {
  if (state === "in-stock") return words.status.in_stock;
  return settings.messages[message]?.[locale] ?? words.status[state];
}

function sayParts(parts: readonly ToldPart[], saying: Saying): string {
  const { words, locale } = saying;
  const verb = verbOf(saying);
  const merged = mergeNeighbours(parts);
  const [only] = merged;
  if (only !== undefined && merged.length === 1) {
    const date = dateOf(only, saying);
    return date === null ? words.told.undated : fill(words.told[verb], { date });
  }
  const plural = new Intl.PluralRules(locale);
  const countedUnits = merged.reduce((sum, { units }) => sum + (units ?? 0), 0);
  const restUnits = saying.quantity - countedUnits;
  return (
    merged
      // The others are counted all the same where the page may say so many.
      .map((part) =>
        part.units === null && restUnits <= saying.settings.largestQuantityTold ? { ...part, units: restUnits } : part,
      )
      .map((part) => {
        const date = dateOf(part, saying);
        if (part.units === null) return date === null ? words.rest.undated : fill(words.rest[verb], { date });
        if (date === null) return fill(words.parts.undated, { units: part.units });
        const forms = words.parts[verb];
        return fill(forms[plural.select(part.units)] ?? forms.other ?? "", { count: part.units, date });
      })
      .join(words.parts.separator)
  );
}

/** On the page, units in stock and units that wait are one sentence where they leave on the same days. */
function mergeNeighbours(parts: readonly ToldPart[]): ToldPart[] {
  const merged: ToldPart[] = [];
  for (const part of parts) {
    const previous = merged.at(-1);
    const isSame =
      previous !== undefined && previous.kind !== "unknown" && part.kind === "window"
        ? previous.from === part.from && previous.to === part.to
        : previous?.kind === "unknown" && part.kind === "unknown";
    if (previous === undefined || !isSame) merged.push({ ...part });
    else previous.units = previous.units === null || part.units === null ? null : previous.units + part.units;
  }
  return merged;
}

const verbOf = ({ settings }: Saying) =>
  settings.verb === "arrives" && settings.transitDays === null ? "ships" : settings.verb;

function dateOf(part: ToldPart, saying: Saying): string | null {
  if (part.kind === "unknown") return null;
  return sayWindow(onTheRoad(part, saying), saying.today, saying.settings.dateForm, saying.words, saying.locale);
}

/** "Arrives" adds the days on the road to the days of leaving. */
function onTheRoad({ from, to }: ShipWindow, saying: Saying): ShipWindow {
  const [fewest, most] = verbOf(saying) === "arrives" ? (saying.settings.transitDays ?? [0, 0]) : [0, 0];
  return { from: dayFromNumber(dayNumber(from) + fewest), to: dayFromNumber(dayNumber(to) + most) };
}
