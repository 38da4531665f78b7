import type { PromiseSegment } from "../availability/metafield.ts";
import { dayFromNumber, dayNumber, type ShipWindow } from "../supply/day.ts";
import type { PageDating } from "../supply/page-dating.ts";

/** What the page of a variant said from an instant on, until the next one. Epoch milliseconds. */
export interface PublishedPromise {
  from: number;
  segments: readonly PromiseSegment[];
}

const hourMs = 3_600_000;
/** How long after it was shown a window may still be ordered by: a cart is left and come back to. */
export const believedDays = 7;
/** Shopify tells of an order to the second: what was published within that second may have been on its page. */
const secondMs = 1_000;
/** Twice as often as any cut-off can change what a day's page says. */
const stepMs = 6 * hourMs;

/**
 * Whether each window an order line carries stood on the variant's page within the seven days before: the line comes
 * from the shopper's browser, and a window that was never published is not honoured.
 *
 * @param told windows in the line's own order
 * @param placedAt epoch milliseconds
 * @param published oldest first; the one that held seven days before is among them
 * @param datingAt how the page dates what it says at an instant
 */
export function wasPublished(
  told: readonly ShipWindow[],
  placedAt: number,
  published: readonly PublishedPromise[],
  datingAt: (at: number) => PageDating,
): boolean {
  const unseen = new Set(told);
  const [first, last] = [placedAt - believedDays * 24 * hourMs, placedAt + secondMs - 1];
  for (let at = last; at >= first && unseen.size > 0; at -= stepMs) {
    const shown = published.findLast(({ from }) => from <= at);
    if (shown === undefined) continue;
    const dating = datingAt(at);
    for (const window of unseen) if (isShown(window, shown.segments, dating)) unseen.delete(window);
  }
  // Shown for the first time between two looks.
  const recent = published.filter(({ from }) => from <= last && from >= first);
  for (const { from, segments } of recent) {
    const dating = datingAt(from);
    for (const window of unseen) if (isShown(window, segments, dating)) unseen.delete(window);
  }
  return told.length > 0 && unseen.size === 0;
}

function isShown(window: ShipWindow, segments: readonly PromiseSegment[], dating: PageDating): boolean {
  if (dating.now !== null && window.from === dating.now && window.to === dating.now) return true;
  return segments.some((segment) => {
    if ("from" in segment) {
      // The page cuts the past off a window's front.
      const from = segment.from < dating.today ? dating.today : segment.from;
      return window.to === segment.to && window.from === from;
    }
    const relative = dating.relative(segment.inDays, segment.days);
    return relative !== null && relative.from === window.from && relative.to === window.to;
  });
}

/** First and last day over all of a line's windows. */
export function spanOf(windows: readonly ShipWindow[]): ShipWindow | null {
  if (windows.length === 0) return null;
  const from = Math.min(...windows.map((window) => dayNumber(window.from)));
  const to = Math.max(...windows.map((window) => dayNumber(window.to)));
  return { from: dayFromNumber(from), to: dayFromNumber(to) };
}
