import type { Availability, AvailabilityReason } from "./availability.ts";
import type { DecisionInput } from "./decision-input.ts";
import { decideUnderRule } from "./decide-under-rule.ts";
import { findHindrance } from "./find-hindrance.ts";
import { measureStock } from "./measure-stock.ts";
import { decideTakeover, type Takeover } from "./takeover.ts";

/**
 * What may be sold of a variant now, and what the next shopper is promised.
 *
 *     no rule, off, never, paused, not yet or no longer   the variant's own policy, and no metafield
 *     in stock                                            own, or CONTINUE where the rule sells beyond stock
 *     sold out, with room under the limit                 CONTINUE
 *     sold out, limit reached                             DENY, even where own is CONTINUE
 *     a person changed the policy since                   theirs, and the true state told under it
 *
 * Pure: the same input gives the same answer, and publishing the answer and deciding again changes nothing.
 */
export function decideAvailability(input: DecisionInput): Availability {
  const { currentPolicy, published } = input.variant;
  const takeover = decideTakeover(currentPolicy, published, input.stranger);
  const standing = findHindrance(input);
  return standing.isHindered
    ? decideUnderOwnPolicy(input, takeover, standing.reason)
    : decideUnderRule(input, takeover, standing.policy);
}

/** As if Arrivo were not there. A policy that somebody changed since is theirs: it is not put back either. */
function decideUnderOwnPolicy(input: DecisionInput, takeover: Takeover, reason: AvailabilityReason): Availability {
  const { currentPolicy, eligibility, hasBeenStocked } = input.variant;
  const own = takeover.isChangedByStranger ? currentPolicy : takeover.own;
  const { availableUnits } = measureStock(input.stock, "online");
  // Shopify does not count these at all, so its levels say nothing.
  const isUncounted = !eligibility.isTracked || eligibility.isBundleParent;
  const isInStock = isUncounted || availableUnits > 0;
  const isSelling = own === "CONTINUE" || isUncounted;
  return {
    state: isInStock ? "in-stock" : own === "DENY" ? "sold-out" : hasBeenStocked ? "backorder" : "preorder",
    reason,
    availableUnits,
    shortfallUnits: Math.max(0, -availableUnits),
    nowUnits: Math.max(0, availableUnits),
    segments: [],
    sellableUnits: isSelling ? null : Math.max(0, availableUnits),
    leftUnits: isSelling ? null : 0,
    limitUnits: isSelling ? null : 0,
    isLimitBinding: true,
    publishedPolicy: own,
    own,
    holder: takeover.holder,
    metafield: null,
  };
}
