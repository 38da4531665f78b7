/**
 * What is left of a shop's budget of API points, as Shopify's leaky bucket fills it: `currentlyAvailable` at the last
 * answer, plus `restoreRate` points a second since, minus what has been sent and not been answered yet.
 */
export interface ApiBudget {
  availablePoints: number;
  maximumPoints: number;
  restorePerSecond: number;
  /** Wall time in epoch milliseconds of the figures above. */
  at: number;
}

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export function availableAt(budget: ApiBudget, now: number): number {
  const restored = (Math.max(0, now - budget.at) / 1000) * budget.restorePerSecond;
  return Math.min(budget.maximumPoints, budget.availablePoints + restored);
}

/** Milliseconds until `points` can be afforded: 0 when they can be now. What exceeds the bucket waits for a full one. */
export function waitFor(budget: ApiBudget, points: number, now: number): number {
  const missing = Math.min(points, budget.maximumPoints) - availableAt(budget, now);
  return missing <= 0 ? 0 : Math.ceil((missing / budget.restorePerSecond) * 1000);
}

/** The budget while a call of `points` is under way. */
export function reserve(budget: ApiBudget, points: number, now: number): ApiBudget {
  return { ...budget, availablePoints: availableAt(budget, now) - points, at: now };
}

/**
 * Shopify's own figures. Calls still under way are not in `currentlyAvailable` yet, so their points stay reserved.
 */
export function budgetFrom(status: ThrottleStatus, underWayPoints: number, now: number): ApiBudget {
  return {
    availablePoints: status.currentlyAvailable - underWayPoints,
    maximumPoints: status.maximumAvailable,
    restorePerSecond: Math.max(1, status.restoreRate),
    at: now,
  };
}
