import type { Day } from "../supply/day.ts";
import type { ArrivoMetafield, AvailabilityState, InventoryPolicy, PromiseSegment } from "./metafield.ts";
import { shiftPromise } from "./shift-promise.ts";

export type PageSegment = PromiseSegment | { units: number | null };

/** What the product page makes of a metafield: two of them are equal when no shopper could tell them apart. */
export interface PageState {
  /** Null: the block has nothing to add to what the theme says. */
  state: AvailabilityState | null;
  message: string | null;
  /** Most that the cart takes; null: no end. */
  sellableUnits: number | null;
  nowUnits: number;
  /** As far as can be sold; undated where the window has passed. */
  segments: readonly PageSegment[];
}

/** What the page needs besides the metafield: Shopify's live word on the variant, and the shop's day. */
export interface PageFacts {
  liveUnits: number;
  currentPolicy: InventoryPolicy;
  today: Day;
}

const silent: PageState = { state: null, message: null, sellableUnits: null, nowUnits: 0, segments: [] };

/** The page from a published metafield and the live stock, by the rules of docs/storefront-contract.md. */
export function whatThePageShows(
  metafield: ArrivoMetafield | null,
  { liveUnits, currentPolicy, today }: PageFacts,
): PageState {
  if (metafield === null) return silent;
  const { nowUnits, segments, leftUnits } = shiftPromise(metafield, liveUnits);
  const sellableUnits = currentPolicy === "CONTINUE" ? leftUnits : Math.max(0, liveUnits);
  const { state, message } = metafield;

  // Sold out by our count, and yet the cart sells: whatever we said would be wrong.
  if (state === "sold-out" && (sellableUnits === null || liveUnits > 0)) return silent;
  // In stock, and nothing beyond it to promise: the theme says it all.
  if (state === "in-stock" && (currentPolicy === "DENY" || sellableUnits === nowUnits)) return silent;
  if (state === "sold-out" || sellableUnits === 0) {
    return { state: "sold-out", message, sellableUnits: 0, nowUnits: 0, segments: [] };
  }
  return { state, message, sellableUnits, nowUnits, segments: withinReach(segments, nowUnits, sellableUnits, today) };
}

/** The segments that can be sold, without the windows that have passed. */
function withinReach(
  segments: readonly PromiseSegment[],
  nowUnits: number,
  sellableUnits: number | null,
  today: Day,
): PageSegment[] {
  let roomUnits = sellableUnits === null ? Infinity : sellableUnits - nowUnits;
  const told: PageSegment[] = [];
  for (const segment of segments) {
    if (roomUnits <= 0) break;
    const units = Math.min(segment.units ?? Infinity, roomUnits);
    roomUnits -= units;
    const counted = { units: units === Infinity ? null : units };
    told.push("to" in segment && segment.to < today ? counted : { ...segment, ...counted });
  }
  return told;
}
