import type { StockLevel } from "./decision-input.ts";
import type { ReadVariant } from "./stock-port.ts";

/** Shopify's reads catch up within seconds; past this the hint was about something that the levels do not show. */
const mostLagMs = 10_000;
/** How long a read is doubted that may be of the very second of the change, or of just before it. */
const mostDoubtMs = 3_000;

/**
 * Whether a read may be older than what the webhook told of. Shopify tells instants to the second, so a read of that very
 * second which shows nothing new is doubted too: of two sales in one second it may show the first only.
 */
export function isStale(
  read: Pick<ReadVariant, "levels" | "itemUpdatedAt">,
  lastLevels: readonly StockLevel[] | undefined,
  hintedAt: Date,
  now: Date,
): boolean {
  const ageMs = now.getTime() - hintedAt.getTime();
  if (ageMs > mostLagMs) return false;
  const hintedSecond = Math.floor(hintedAt.getTime() / 1000);
  const instants = [read.itemUpdatedAt, ...read.levels.map(({ updatedAt }) => updatedAt)];
  const youngest = Math.max(...instants.map((instant) => Math.floor(Date.parse(instant) / 1000)));
  if (youngest !== hintedSecond) return youngest < hintedSecond;
  return ageMs < mostDoubtMs && lastLevels !== undefined && isSame(read.levels, lastLevels);
}

function isSame(levels: ReadVariant["levels"], last: readonly StockLevel[]): boolean {
  const before = new Map(last.map(({ locationId, available }) => [locationId, available]));
  return levels.length === before.size && levels.every((each) => before.get(each.locationId) === each.available);
}
