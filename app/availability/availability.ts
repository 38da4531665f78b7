import type { Day } from "../supply/day.ts";
import type { Ineligibility } from "./eligibility.ts";
import type { ArrivoMetafield, AvailabilityState, InventoryPolicy, PromiseSegment } from "./metafield.ts";

/** Why a variant is in its state: a code and its numbers. The words live in the locale files. */
export type AvailabilityReason =
  | { code: "in-stock"; units: number }
  /** In stock, and selling on past it. */
  | { code: "selling-beyond-stock"; units: number; leftUnits: number | null }
  | { code: "selling-on-backorder"; leftUnits: number | null }
  | { code: "limit-reached"; limitUnits: number; availableUnits: number }
  | { code: "window-passed"; to: Day }
  /** Supply gives no date, and the rule does not sell without one. */
  | { code: "no-supply-date" }
  | { code: "merchant-holds-policy"; policy: InventoryPolicy }
  | { code: "not-eligible"; why: Ineligibility }
  | { code: "no-rule" }
  | { code: "rule-off"; policyId: string }
  | { code: "never"; policyId: string }
  | { code: "not-started"; startsOn: Day }
  | { code: "ended"; endsOn: Day }
  | { code: "paused" }
  | { code: "stopping" };

/** Who has the say over Shopify's policy of the variant: nobody yet, Arrivo, or a person who changed it since. */
export type PolicyHolder = "untouched" | "arrivo" | "merchant";

/** What may be sold of a variant now, and what the next shopper is promised. */
export interface Availability {
  state: AvailabilityState;
  reason: AvailabilityReason;
  /** A: available over the counted locations; negative when oversold. */
  availableUnits: number;
  /** `max(0, −A)`. */
  shortfallUnits: number;
  /** Of what is in stock, the units that ship now: `max(0, A − buffer)`. */
  nowUnits: number;
  /** After the units that ship now; the fallback window stands last, without end. */
  segments: readonly PromiseSegment[];
  /** All that can still be sold, stock included; null: no end. */
  sellableUnits: number | null;
  /** Of those, what lies beyond stock: the room under the limit; null: no end. */
  leftUnits: number | null;
  /** How far below zero A may fall now, null: no end, 0: not at all. */
  limitUnits: number | null;
  /** False where a location that does not count also fulfils online orders: Shopify sells that stock too. */
  isLimitBinding: boolean;
  /** The policy that should stand in Shopify. */
  publishedPolicy: InventoryPolicy;
  /** What restore returns to. */
  own: InventoryPolicy;
  holder: PolicyHolder;
  /** The metafield that should stand in Shopify; null: none. */
  metafield: ArrivoMetafield | null;
}
