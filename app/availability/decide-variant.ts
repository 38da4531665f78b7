import type { ResolvedPolicy } from "../policies/policy.ts";
import type { VariantGid, ProductGid, LocationGid } from "../ids.ts";
import type { ShopState } from "../shops/shop-state.ts";
import type { Day } from "../supply/day.ts";
import type { Availability } from "./availability.ts";
import type { InventoryPolicy } from "./metafield.ts";
import { decideAvailability } from "./decide-availability.ts";
import type { DecisionInput, StockLevel } from "./decision-input.ts";
import { type Publication, planPublication } from "./plan-publication.ts";
import { decideTakeover, type StrangerRule, type Takeover } from "./takeover.ts";

/** What is known of one variant when it is decided, read from Shopify or from what was last read. */
export interface VariantFacts {
  variantId: VariantGid;
  productId: ProductGid;
  variant: DecisionInput["variant"];
  levels: readonly StockLevel[];
  /** Null: no rule covers it. */
  policy: ResolvedPolicy | null;
  isResumed: boolean;
  /** After "put back": what was there before the change. */
  putBackOwn: InventoryPolicy | null;
  reversalsToday: number;
  /** Dated for its rule. */
  inbound: DecisionInput["inbound"];
  supplyLead: DecisionInput["supplyLead"];
}

/** What holds for all variants of the shop. */
export interface ShopFrame {
  state: ShopState;
  reaction: StrangerRule["reaction"];
  onlineLocationIds: ReadonlySet<LocationGid>;
  today: Day;
}

export interface VariantDecision {
  facts: VariantFacts;
  availability: Availability;
  takeover: Takeover;
  publication: Publication;
}

/**
 * One variant's decision and what has to be written for it. The queue stays empty: those who wait are out of available
 * already, so what is left of inbound for the next shopper follows from the shortfall alone, whoever they are.
 */
export function decideVariant(facts: VariantFacts, frame: ShopFrame): VariantDecision {
  const { variant, levels, policy, isResumed, putBackOwn, reversalsToday } = facts;
  const stranger: StrangerRule = { reaction: frame.reaction, isResumed, putBackOwn, reversalsToday };
  const availability = decideAvailability({
    variant,
    shopState: frame.state,
    stranger,
    stock: { levels, onlineLocationIds: frame.onlineLocationIds },
    policy,
    queue: [],
    inbound: facts.inbound,
    supplyLead: facts.supplyLead,
    today: frame.today,
  });
  return {
    facts,
    availability,
    takeover: decideTakeover(variant.currentPolicy, variant.published, stranger),
    publication: planPublication(availability, frame.state, variant.currentPolicy, variant.published),
  };
}
