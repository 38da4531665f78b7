/** Units that a receipt or a received shipment told of. */
export interface ExpectedUnits<Id> {
  id: Id;
  /** Above 0. */
  units: number;
}

export interface ExplainedRise<Id> {
  /** How many of each expectation the rise uses up. */
  used: ExpectedUnits<Id>[];
  /** What nothing explains. */
  unexplainedUnits: number;
}

/** Holds a rise of stock against what was expected, the oldest first: each expected unit explains one unit, once. */
export function explainRise<Id>(riseUnits: number, expected: readonly ExpectedUnits<Id>[]): ExplainedRise<Id> {
  const used: ExpectedUnits<Id>[] = [];
  let left = Math.max(0, riseUnits);
  for (const { id, units } of expected) {
    const taken = Math.min(left, Math.max(0, units));
    if (taken > 0) used.push({ id, units: taken });
    left -= taken;
  }
  return { used, unexplainedUnits: left };
}
