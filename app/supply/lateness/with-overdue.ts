import type { OverdueLine } from "./delivery.ts";
import type { Distribution } from "./distribution.ts";

/** Days after which a line that still has not come counts half: one that nobody closes must not spoil the record for ever. */
const halfLifeDays = 90;

/**
 * The distribution with lines that are late already and have not come: each counts as a receipt that came some day after
 * today, as those that were as late before did (Efron's redistribution to the right, 1967). One later than all of them
 * counts as the latest. The distribution weighs as much as `receipts` do, and all overdue lines at most as much again.
 */
export function withOverdue(
  told: Distribution,
  overdue: readonly OverdueLine[],
  asOf: number,
  receipts: number,
): Distribution {
  if (overdue.length === 0) return told;
  const total = told.masses.reduce((sum, mass) => sum + mass, 0);
  const faded = overdue.map(({ dueOn }) => 2 ** ((dueOn - asOf) / halfLifeDays));
  const each =
    total /
    Math.max(
      receipts,
      faded.reduce((sum, weight) => sum + weight, 0),
      1,
    );
  const masses = Float64Array.from(told.masses);
  overdue.forEach(({ daysLateSoFar }, index) => {
    const mass = each * (faded[index] ?? 0);
    let beyond = 0;
    told.masses.forEach((own, at) => {
      if ((told.days[at] ?? 0) > daysLateSoFar) beyond += own;
    });
    if (beyond === 0) {
      const latest = masses.length - 1;
      masses[latest] = (masses[latest] ?? 0) + mass;
      return;
    }
    told.masses.forEach((own, at) => {
      if ((told.days[at] ?? 0) > daysLateSoFar) masses[at] = (masses[at] ?? 0) + (mass * own) / beyond;
    });
  });
  return { days: told.days, masses };
}
