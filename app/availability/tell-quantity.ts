import type { Day, ShipWindow } from "../supply/day.ts";
import type { PageDating } from "../supply/page-dating.ts";
import type { ArrivoMetafield, AvailabilityState } from "./metafield.ts";
import { type PageFacts, type PageSegment, whatThePageShows } from "./what-the-page-shows.ts";

/** Units told together. `units: null`: "the others", where a count would give the stock away. */
export type ToldPart =
  | { kind: "now"; units: number | null; from: Day; to: Day }
  | { kind: "window"; units: number | null; from: Day; to: Day }
  /** "Date being confirmed". */
  | { kind: "unknown"; units: number | null };

export type ToldQuantity =
  | { kind: "silent" }
  | { kind: "sold-out" }
  /** More than the cart takes; `isMore`: it takes more than the `mostUnits` that may be told. */
  | { kind: "refused"; mostUnits: number; isMore: boolean }
  /** `state` is the heading's; one part covers the whole quantity. */
  | { kind: "told"; state: Exclude<AvailabilityState, "sold-out">; parts: ToldPart[] };

/**
 * What a shopper who wants `quantity` units reads: exactly what the storefront block says (docs/storefront-contract.md,
 * "How a quantity is told"), so that the admin previews the page with the code that decides.
 *
 * - The parts in order: what ships now, then the segments, then what has no date.
 * - No count above `largestQuantityTold` is told. Past it, and with no end to what can be sold, units are told the last
 *   window: later than they may leave, never earlier. With an end, no date is told at all.
 */
export function tellQuantity(
  metafield: ArrivoMetafield | null,
  quantity: number,
  facts: Omit<PageFacts, "today">,
  dating: PageDating,
  largestQuantityTold: number,
): ToldQuantity {
  const page = whatThePageShows(metafield, { ...facts, today: dating.today });
  if (page.state === null) return { kind: "silent" };
  if (page.state === "sold-out") return { kind: "sold-out" };

  const { sellableUnits } = page;
  const mostUnits = sellableUnits === null ? null : Math.min(sellableUnits, largestQuantityTold);
  if (sellableUnits !== null && mostUnits !== null && quantity > mostUnits) {
    return { kind: "refused", mostUnits, isMore: sellableUnits > mostUnits };
  }

  const pieces = [...(page.nowUnits > 0 ? ["now" as const] : []), ...page.segments, { units: null }];
  const parts: ToldPart[] = [];
  let missing = quantity;
  let tellable = Math.min(quantity, largestQuantityTold);
  let last: ToldPart = { kind: "unknown", units: null };
  for (const piece of pieces) {
    const pieceUnits = piece === "now" ? page.nowUnits : piece.units;
    const units = Math.min(missing, tellable, pieceUnits ?? Infinity);
    last = tell(piece, units, dating);
    if (units > 0) pushPart(parts, last);
    missing -= units;
    tellable -= units;
    if (missing === 0 || pieceUnits === null) break;
  }
  if (missing > 0) pushPart(parts, { ...last, units: null });

  const isWaiting = parts.some((part) => part.kind !== "now");
  if (isWaiting) return { kind: "told", state: page.state === "in-stock" ? "backorder" : page.state, parts };
  return page.state === "in-stock" ? { kind: "silent" } : { kind: "told", state: "in-stock", parts };
}

/** Neighbours that leave on the same days are one part. */
function pushPart(parts: ToldPart[], part: ToldPart): void {
  const previous = parts.at(-1);
  if (previous === undefined || !isSameWindow(previous, part)) {
    parts.push(part);
    return;
  }
  const units = previous.units === null || part.units === null ? null : previous.units + part.units;
  parts.splice(-1, 1, { ...part, units });
}

function isSameWindow(one: ToldPart, other: ToldPart): boolean {
  if (one.kind === "unknown" || other.kind === "unknown") return one.kind === other.kind;
  return one.kind === other.kind && one.from === other.from && one.to === other.to;
}

function tell(piece: "now" | PageSegment, units: number, dating: PageDating): ToldPart {
  if (piece === "now") {
    return dating.now === null ? { kind: "unknown", units } : { kind: "now", units, from: dating.now, to: dating.now };
  }
  const window = windowOf(piece, dating);
  return window === null ? { kind: "unknown", units } : { kind: "window", units, ...window };
}

/** The past is cut off a window's front; a window that is all past was taken out before. */
function windowOf(segment: PageSegment, dating: PageDating): ShipWindow | null {
  if ("to" in segment) return { from: segment.from < dating.today ? dating.today : segment.from, to: segment.to };
  return "inDays" in segment ? dating.relative(segment.inDays, segment.days) : null;
}
