import type { ReadVariant } from "./stock-port.ts";

/** Shopify's reads catch up within seconds; past this the hint was about something that the levels do not show. */
const mostLagMs = 10_000;

/**
 * Whether a read may be older than what the webhook told of: nothing of the item is as young as the hint. Instants are
 * compared to the second, as Shopify gives them.
 */
export function isStale(read: Pick<ReadVariant, "levels" | "itemUpdatedAt">, hintedAt: Date, now: Date): boolean {
  if (now.getTime() - hintedAt.getTime() > mostLagMs) return false;
  const hintedSecond = Math.floor(hintedAt.getTime() / 1000);
  const instants = [read.itemUpdatedAt, ...read.levels.map(({ updatedAt }) => updatedAt)];
  return instants.every((instant) => Math.floor(Date.parse(instant) / 1000) < hintedSecond);
}
