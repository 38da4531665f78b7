import { z } from "zod";
import { keptLevels } from "./lateness-quantiles.ts";

const stored = z.record(z.string(), z.number());

/** `LatenessRecord.quantiles` as the days at `keptLevels`; null where the row has not all of them. */
export function readLatenessDays(quantiles: unknown): number[] | null {
  const parsed = stored.safeParse(quantiles);
  if (!parsed.success) return null;
  const days = keptLevels.flatMap((level) => parsed.data[String(level)] ?? []);
  return days.length === keptLevels.length ? days : null;
}
