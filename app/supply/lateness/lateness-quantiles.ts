/** Levels at which a record is kept; between them it is interpolated. */
export const keptLevels = [0.05, 0.1, 0.2, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95] as const;

/** How late a supplier delivers, by its record. */
export interface LatenessQuantiles {
  /** Whose deliveries it rests on most. */
  basis: "supplier-variant" | "supplier" | "all-suppliers";
  receiptCount: number;
  /** Days late at each of `keptLevels`, never falling, on the supplier's open days; negative: early. */
  days: readonly number[];
}

/** What is known of lines still to come: those on the day first stated, and those whose day was moved since. */
export interface KnownLateness extends LatenessQuantiles {
  /** Of moved lines, against the days announced; null: too few have come yet. */
  moved: LatenessQuantiles | null;
}

/** Days late at a level, interpolated between the kept ones; outside of them the nearest one's. */
export function latenessAt({ days }: LatenessQuantiles, level: number): number {
  const at = keptLevels.findIndex((kept) => kept >= level);
  if (at === -1) return days.at(-1) ?? 0;
  const [upper, lower] = [days[at] ?? 0, days[at - 1]];
  const [upperLevel, lowerLevel] = [keptLevels[at] ?? 1, keptLevels[at - 1]];
  if (lower === undefined || lowerLevel === undefined) return upper;
  return lower + ((upper - lower) * (level - lowerLevel)) / (upperLevel - lowerLevel);
}
