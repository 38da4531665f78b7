import { levels } from "./score.ts";

/** The plain quantiles of days late, each of them counted once; 0 where there are none: the stated date. */
export function empiricalQuantiles(daysLate: readonly number[]): number[] {
  const sorted = daysLate.toSorted((one, other) => one - other);
  return levels.map((level) => sorted[Math.max(0, Math.ceil(level * sorted.length - 1e-9) - 1)] ?? 0);
}
