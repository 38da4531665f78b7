import type { DayCount } from "./eta.ts";

/**
 * From an order at the preferred supplier to its arrival, the supplier's record taken into account: the ship window of
 * units that no inbound line covers, counted from now. Handling is not in it.
 */
export interface SupplyLead {
  minDays: number;
  maxDays: number;
  days: DayCount;
}
