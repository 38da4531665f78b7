import type { ActivePolicy } from "../policies/policy.ts";
import type { Availability, AvailabilityReason } from "./availability.ts";
import type { DecisionInput } from "./decision-input.ts";
import { findReach, type Reach } from "./find-reach.ts";
import { measureStock } from "./measure-stock.ts";
import type { ArrivoMetafield, AvailabilityState, InventoryPolicy, PromiseSegment } from "./metafield.ts";
import type { Takeover } from "./takeover.ts";

/** The decision for a variant that a rule is at work on. */
export function decideUnderRule(input: DecisionInput, takeover: Takeover, policy: ActivePolicy): Availability {
  const { variant, stock } = input;
  const { availableUnits, liveUnits, isLimitBinding } = measureStock(stock, policy.countedLocations);
  const ruleReach = findReach(policy, availableUnits, input);
  const isHeldByMerchant = takeover.holder === "merchant";
  const reach = isHeldByMerchant ? reachUnder(variant.currentPolicy, ruleReach, policy) : ruleReach;

  const nowUnits = Math.max(0, availableUnits - reach.bufferUnits);
  const isInStock = nowUnits > 0;
  const roomUnits = reach.limitUnits === null ? null : Math.max(0, availableUnits + reach.limitUnits);
  const hasRoom = reach.limitUnits !== 0 && roomUnits !== 0;
  const publishedPolicy = isHeldByMerchant
    ? variant.currentPolicy
    : choosePolicy(isInStock, hasRoom, policy, takeover.own);

  const isSelling = publishedPolicy === "CONTINUE";
  const sellableUnits = isSelling ? roomUnits : Math.max(0, availableUnits);
  const state = stateOf(isInStock, isSelling, variant.hasBeenStocked);
  const segments = isSelling ? promise(reach, nowUnits, sellableUnits) : [];
  const leftUnits = roomUnits === null ? null : Math.max(0, roomUnits - Math.max(0, availableUnits));

  const needsMetafield = isSelling || publishedPolicy !== takeover.own || variant.published !== null;
  const heldBackUnits = liveUnits - (availableUnits - reach.bufferUnits);
  const metafield: ArrivoMetafield | null = needsMetafield
    ? {
        v: 1,
        state,
        policy: publishedPolicy,
        own: takeover.own,
        seen: liveUnits,
        segments,
        left: sellableUnits,
        message: policy.message,
        on: input.today,
        ...(heldBackUnits !== 0 && { buffer: heldBackUnits }),
        ...(isHeldByMerchant && { by: "merchant" as const }),
      }
    : null;

  return {
    state,
    reason: isHeldByMerchant
      ? { code: "merchant-holds-policy", policy: publishedPolicy }
      : reasonOf(state, isSelling, availableUnits, nowUnits, leftUnits, reach),
    availableUnits,
    shortfallUnits: Math.max(0, -availableUnits),
    nowUnits,
    segments,
    sellableUnits,
    leftUnits,
    limitUnits: reach.limitUnits,
    isLimitBinding,
    publishedPolicy,
    own: takeover.own,
    holder: takeover.holder,
    metafield,
  };
}

/** A person's CONTINUE knows no limit, and their DENY sells no promise; the dates stay the true ones. */
function reachUnder(currentPolicy: InventoryPolicy, reach: Reach, policy: ActivePolicy): Reach {
  return currentPolicy === "CONTINUE"
    ? { ...reach, limitUnits: null, bufferUnits: policy.bufferUnits }
    : { ...reach, limitUnits: 0, bufferUnits: 0 };
}

function choosePolicy(
  isInStock: boolean,
  hasRoom: boolean,
  policy: ActivePolicy,
  own: InventoryPolicy,
): InventoryPolicy {
  if (isInStock) return hasRoom && policy.when === "beyond-stock" ? "CONTINUE" : own;
  return hasRoom ? "CONTINUE" : "DENY";
}

function stateOf(isInStock: boolean, isSelling: boolean, hasBeenStocked: boolean): AvailabilityState {
  if (isInStock) return "in-stock";
  if (!isSelling) return "sold-out";
  return hasBeenStocked ? "backorder" : "preorder";
}

/**
 * The inbound segments as far as the limit allows, then the fallback, whose end is the limit itself. Never more is
 * promised than can be sold.
 */
function promise(reach: Reach, nowUnits: number, sellableUnits: number | null): PromiseSegment[] {
  let roomUnits = sellableUnits === null ? Infinity : sellableUnits - nowUnits;
  const segments: PromiseSegment[] = [];
  for (const segment of reach.inboundSegments) {
    const units = Math.min(segment.units ?? Infinity, roomUnits);
    if (units <= 0) break;
    segments.push({ ...segment, units });
    roomUnits -= units;
  }
  if (reach.fallbackSegment !== null) segments.push(reach.fallbackSegment);
  return segments;
}

function reasonOf(
  state: AvailabilityState,
  isSelling: boolean,
  availableUnits: number,
  nowUnits: number,
  leftUnits: number | null,
  { limitUnits, endedByWindow, endedByNoDate }: Reach,
): AvailabilityReason {
  if (state === "in-stock") {
    return isSelling
      ? { code: "selling-beyond-stock", units: nowUnits, leftUnits }
      : { code: "in-stock", units: nowUnits };
  }
  if (isSelling) return { code: "selling-on-backorder", leftUnits };
  if (endedByWindow !== null) return { code: "window-passed", to: endedByWindow };
  if (endedByNoDate) return { code: "no-supply-date" };
  return { code: "limit-reached", limitUnits: limitUnits ?? 0, availableUnits };
}
