export interface OpenAssumption {
  id: string;
  lineId: string;
  units: number;
  because: "rise" | "shipment";
}

export interface Settlement {
  /** How many units of each assumption are no assumption any more. */
  settled: { id: string; units: number }[];
  /** Units that no assumption stood for: a rise that is still to be seen. */
  leftUnits: number;
}

/**
 * What came on a line is known now: units that were assumed to have come are it, those of the same line first. Stock that
 * rose and was put down to another line of the item was this one; what a linked shipment brought stays that line's.
 * @param assumed of the item at the location, the oldest first
 */
export function settleAssumed(units: number, lineId: string, assumed: readonly OpenAssumption[]): Settlement {
  const own = assumed.filter((each) => each.lineId === lineId);
  const others = assumed.filter((each) => each.lineId !== lineId && each.because === "rise");
  const settled: Settlement["settled"] = [];
  let leftUnits = Math.max(0, units);
  for (const each of [...own, ...others]) {
    const taken = Math.min(leftUnits, each.units);
    if (taken > 0) settled.push({ id: each.id, units: taken });
    leftUnits -= taken;
  }
  return { settled, leftUnits };
}
