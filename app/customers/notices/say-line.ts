import { partsOfWindow } from "../../backorders/parts-of-window.ts";
import { noticeWords } from "../../i18n/notice-words.ts";
import { sayTold } from "../../i18n/say-told.ts";
import { fill } from "../../i18n/storefront-words.ts";
import { storefrontWordsOf } from "../../i18n/storefront-words-of.ts";
import type { ShipWindow } from "../../supply/day.ts";
import type { ToldLine } from "./fold-causes.ts";
import type { Letter } from "./letter.ts";

/** What a mail says of one line: what and how many, sentences in order, and the date it replaces. */
export interface SaidLine {
  /** "2 × Lamp" */
  item: string;
  title: string;
  units: number;
  sentences: string[];
  /** "Before: 1–3 March"; empty: nothing is replaced. */
  before: string;
}

export function sayLine(line: ToldLine, letter: Letter): SaidLine {
  const { locale } = letter;
  const words = noticeWords(locale).item;
  const facts = letter.lines.get(line.lineId);
  const plural = new Intl.PluralRules(locale);
  const counted = (forms: Record<string, string>, count: number) =>
    fill(forms[plural.select(count)] ?? forms.other ?? "", { count });
  const units = line.move?.units ?? Math.max(line.shippedUnits, line.cancelledUnits);
  const sentences: string[] = [];
  if (line.cancelledUnits > 0) sentences.push(counted(words.cancelled, line.cancelledUnits));
  if (line.shippedUnits > 0) sentences.push(counted(words.shipped, line.shippedUnits));
  if (line.isReady) sentences.push(counted(words.ready, line.readyUnits));
  if (line.move !== null) sentences.push(sayWindowOf(line, line.move.after, line.move.units, letter));
  const title = facts?.title ?? "";
  const quantity = line.isReady && line.move === null ? Math.max(units, line.readyUnits) : units;
  const isReplaced = line.move !== null && line.move.kind !== "on-time" && line.move.before !== null;
  return {
    item: fill(words.quantity, { units: quantity, title }),
    title,
    units: quantity,
    sentences,
    before: isReplaced
      ? fill(words.before, { date: sayWindowOf(line, line.move?.before ?? null, units, letter, true) })
      : "",
  };
}

/** "3 ship today, 2 around 14 March", as everywhere; the parts only where they make up the window that is given. */
function sayWindowOf(
  line: ToldLine,
  window: ShipWindow | null,
  units: number,
  { locale, today, settings, lines }: Letter,
  isOld = false,
): string {
  const dated = isOld ? [] : partsOfWindow(lines.get(line.lineId)?.parts ?? [], window, units);
  const parts =
    dated.length > 0
      ? dated.map((part) => ({ kind: "window" as const, ...part }))
      : [window === null ? { kind: "unknown" as const, units } : { kind: "window" as const, units, ...window }];
  const said = sayTold(
    { kind: "told", state: "backorder", parts },
    {
      quantity: units,
      locale,
      today,
      settings: { ...settings, messages: {}, largestQuantityTold: units },
      words: storefrontWordsOf(locale),
      state: "backorder",
      message: "default",
    },
  );
  return said?.line ?? "";
}
