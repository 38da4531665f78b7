import type { LocationGid } from "../ids.ts";
import type { PolicyFields } from "../policies/policy.ts";
import type { DecisionInput } from "./decision-input.ts";

export interface MeasuredStock {
  /** A: available over the counted locations. */
  availableUnits: number;
  /** What the page reads as `inventory_quantity`: available over the locations that fulfil online orders. */
  liveUnits: number;
  /** False where stock that does not count is sold online too: Shopify's own count goes past ours. */
  isLimitBinding: boolean;
}

/** Sums the levels once for the two who count them: the rule and the page. */
export function measureStock(
  { levels, onlineLocationIds }: DecisionInput["stock"],
  countedLocations: PolicyFields["countedLocations"],
): MeasuredStock {
  let availableUnits = 0;
  let liveUnits = 0;
  let isLimitBinding = true;
  for (const { locationId, available } of levels) {
    const isOnline = onlineLocationIds.has(locationId);
    const isCounted = isCountedLocation(locationId, countedLocations, onlineLocationIds);
    if (isOnline) liveUnits += available;
    if (isCounted) availableUnits += available;
    if (isOnline && !isCounted) isLimitBinding = false;
  }
  return { availableUnits, liveUnits, isLimitBinding };
}

export function isCountedLocation(
  locationId: LocationGid,
  countedLocations: PolicyFields["countedLocations"],
  onlineLocationIds: ReadonlySet<LocationGid>,
): boolean {
  return countedLocations === "online" ? onlineLocationIds.has(locationId) : countedLocations.includes(locationId);
}
