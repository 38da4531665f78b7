import { type Day, dayNumber } from "../day.ts";

/** A line as far as its likeness to another goes. */
export interface DoubleSide {
  id: string;
  inventoryItemId: string;
  locationId: string;
  /** Still to come. */
  units: number;
  expectedOn: Day | null;
}

export interface Double {
  orderLineId: string;
  shopifyLineId: string;
}

/** Suppliers ship a little more or less than was ordered. */
const unitsShare = 0.2;
const daysApart = 14;

/**
 * Pairs of a purchase-order line and a line of Shopify's that may describe the same units: same item and place, nearly as
 * many, expected at nearly the same time (or nobody knows when). Each line is in one pair at most: with the most alike.
 * Linked lines, and those the merchant called no doubles, are not given here.
 */
export function findDoubles(orderLines: readonly DoubleSide[], shopifyLines: readonly DoubleSide[]): Double[] {
  const byPlace = new Map<string, DoubleSide[]>();
  for (const line of shopifyLines) byPlace.set(placeOf(line), [...(byPlace.get(placeOf(line)) ?? []), line]);
  const pairs = orderLines.flatMap((order) =>
    (byPlace.get(placeOf(order)) ?? []).flatMap((shopify) => {
      const distance = distanceOf(order, shopify);
      return distance === null ? [] : [{ orderLineId: order.id, shopifyLineId: shopify.id, distance }];
    }),
  );
  const taken = new Set<string>();
  return pairs
    .toSorted((one, other) => one.distance - other.distance)
    .flatMap(({ orderLineId, shopifyLineId }) => {
      if (taken.has(orderLineId) || taken.has(shopifyLineId)) return [];
      taken.add(orderLineId).add(shopifyLineId);
      return [{ orderLineId, shopifyLineId }];
    });
}

const placeOf = ({ inventoryItemId, locationId }: DoubleSide) => `${inventoryItemId} ${locationId}`;

/** 0: alike in everything. Null: not alike. */
function distanceOf(one: DoubleSide, other: DoubleSide): number | null {
  const units = Math.abs(one.units - other.units) / Math.max(one.units, other.units, 1);
  const days =
    one.expectedOn === null || other.expectedOn === null
      ? daysApart / 2
      : Math.abs(dayNumber(one.expectedOn) - dayNumber(other.expectedOn));
  return units > unitsShare || days > daysApart ? null : units + days / daysApart;
}
