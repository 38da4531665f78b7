import { keptLevels, type LatenessQuantiles } from "../lateness/lateness-quantiles.ts";

/**
 * The share of a supplier's deliveries that come on their day or before, 0 to 1, read off its record: the level at which
 * lateness leaves 0, interpolated as `latenessAt` does. Beyond the outermost kept levels nothing is known: theirs.
 */
export function onTimeShare({ days }: Pick<LatenessQuantiles, "days">): number {
  const late = days.findIndex((each) => each > 0);
  if (late === -1) return keptLevels.at(-1) ?? 1;
  const [level, levelBefore] = [keptLevels[late] ?? 1, keptLevels[late - 1]];
  const [above, upTo] = [days[late] ?? 0, days[late - 1]];
  if (levelBefore === undefined || upTo === undefined) return level;
  return levelBefore + ((level - levelBefore) * (0 - upTo)) / (above - upTo);
}
