import type { Day } from "../day.ts";

/** What came of a line on one day. */
export interface Arrival {
  receivedOn: Day;
  units: number;
  /** Of all that came of the line. */
  share: number;
}

/**
 * The receipts of one line, in the order they were recorded, as what really came when: a receipt of negative units takes
 * back the latest ones before it. Each day counts by its share of the units, so a line in three parts weighs as one line.
 */
export function arrivalsOfLine(receipts: readonly { receivedOn: Day; units: number }[]): Arrival[] {
  const standing: { receivedOn: Day; units: number }[] = [];
  for (const { receivedOn, units } of receipts) {
    if (units > 0) {
      standing.push({ receivedOn, units });
      continue;
    }
    let back = -units;
    while (back > 0) {
      const last = standing.at(-1);
      if (last === undefined) break;
      const taken = Math.min(last.units, back);
      last.units -= taken;
      back -= taken;
      if (last.units === 0) standing.pop();
    }
  }
  const unitsOn = new Map<Day, number>();
  for (const { receivedOn, units } of standing) unitsOn.set(receivedOn, (unitsOn.get(receivedOn) ?? 0) + units);
  const all = standing.reduce((sum, { units }) => sum + units, 0);
  return [...unitsOn]
    .map(([receivedOn, units]) => ({ receivedOn, units, share: units / all }))
    .sort((one, other) => (one.receivedOn < other.receivedOn ? -1 : 1));
}
