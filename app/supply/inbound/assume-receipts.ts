import type { LocationGid } from "../../ids.ts";
import type { OpenLine } from "../open-line.ts";

export interface Assumption {
  lineId: string;
  /** Above 0. */
  units: number;
}

/**
 * Which open lines of an item the unexplained units of a rise at a location count against: the oldest line first, those
 * that go to that location before all others, and no line by more than it still brings. What is left over is stock that
 * nobody expected.
 * @param lines of the item, the earliest expected first
 */
export function assumeReceipts(
  units: number,
  locationId: LocationGid,
  lines: readonly Pick<OpenLine, "id" | "locationId" | "units">[],
): Assumption[] {
  const here = lines.filter((line) => line.locationId === locationId);
  const elsewhere = lines.filter((line) => line.locationId !== locationId);
  const assumptions: Assumption[] = [];
  let left = units;
  for (const line of [...here, ...elsewhere]) {
    const taken = Math.min(left, line.units);
    if (taken > 0) assumptions.push({ lineId: line.id, units: taken });
    left -= taken;
  }
  return assumptions;
}
