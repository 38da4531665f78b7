/** Days late, and how likely each: `days` never falling, `masses` of any sum above 0. */
export interface Distribution {
  days: readonly number[];
  masses: Float64Array;
}

/** The days late that are not passed with each of the levels' probability. Levels never falling. */
export function quantilesAt({ days, masses }: Distribution, levels: readonly number[]): number[] {
  let total = 0;
  let last = 0;
  for (let index = 0; index < masses.length; index += 1) {
    const mass = masses[index] ?? 0;
    if (mass > 0) last = index;
    total += mass;
  }
  let below = 0;
  let at = 0;
  return levels.map((level) => {
    // Sums of fractions: a level that is met but for the last bit is met.
    const wanted = (level - 1e-9) * total;
    while (at < last && below + (masses[at] ?? 0) < wanted) {
      below += masses[at] ?? 0;
      at += 1;
    }
    return days[at] ?? 0;
  });
}

/** Probability of fewer days late than `daysLate`, and of no more. */
export function probabilitiesAt({ days, masses }: Distribution, daysLate: number): { below: number; upTo: number } {
  let total = 0;
  let below = 0;
  let upTo = 0;
  for (let index = 0; index < masses.length; index += 1) {
    const mass = masses[index] ?? 0;
    const day = days[index] ?? 0;
    total += mass;
    if (day < daysLate) below += mass;
    if (day <= daysLate) upTo += mass;
  }
  return total === 0 ? { below: 0, upTo: 1 } : { below: below / total, upTo: upTo / total };
}
