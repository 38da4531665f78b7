import type { Availability } from "../availability/availability.ts";
import type { ArrivoMetafield, InventoryPolicy } from "../availability/metafield.ts";
import type { ShipWindow } from "../supply/day.ts";
import type { PageDating } from "../supply/page-dating.ts";

/** A variant under a rule as the preview of a change tells it. */
export interface VariantOutlook {
  state: Availability["state"];
  policy: InventoryPolicy;
  /** How far below zero it may fall; null: no end. */
  limitUnits: number | null;
  /** The first window told; null: none, or without a date. */
  window: ShipWindow | null;
  reasonCode: Availability["reason"]["code"];
}

export interface ChangeExample {
  variantId: string;
  name: string;
  sku: string | null;
  before: VariantOutlook;
  after: VariantOutlook;
}

/** What a change of rules does, told before it is saved and again by what was. */
export interface PolicyChange {
  /** Variants that the change touches at all. */
  touchedCount: number;
  /** Of those, the ones whose status, policy, limit or date becomes another. */
  changedCount: number;
  /** Continue selling: off → on, and on → off. */
  turnedOnCount: number;
  turnedOffCount: number;
  /** Touched, and left alone all the same: untracked, digital, drafts, … */
  excludedCount: number;
  examples: ChangeExample[];
  /** What the product page of the first variant touched would read. */
  firstPromise: { metafield: ArrivoMetafield | null; liveUnits: number; policy: InventoryPolicy } | null;
}

export function outlookOf(availability: Availability, dating: PageDating): VariantOutlook {
  const segment = availability.segments[0];
  return {
    state: availability.state,
    policy: availability.publishedPolicy,
    limitUnits: availability.limitUnits,
    window:
      segment === undefined
        ? null
        : "from" in segment
          ? { from: segment.from, to: segment.to }
          : dating.relative(segment.inDays, segment.days),
    reasonCode: availability.reason.code,
  };
}

/** Whether a merchant or a shopper could tell the two apart now. */
export function isSameOutlook(one: VariantOutlook, other: VariantOutlook): boolean {
  if (one.state !== other.state || one.policy !== other.policy) return false;
  // What does not sell past its stock has neither limit nor date that anyone could see.
  if (one.policy === "DENY") return true;
  return (
    one.limitUnits === other.limitUnits &&
    one.window?.from === other.window?.from &&
    one.window?.to === other.window?.to
  );
}
