/** What one batch of the one path takes at most. */
export interface BatchSize {
  /** Items that Shopify has to be asked about. */
  hints: number;
  /** Of them, orders that are read in one go. */
  orders: number;
  /** Variants that what we know decides. */
  decisions: number;
}

/** Enough for few queries of Shopify and PostgreSQL, few enough for a short transaction. */
const most = 200;
const least = 20;
/** Before the shop's first answer. */
const unknown = 50;
/** Of each point that comes back a second. Reading a hint's variant and publishing it costs about twenty points. */
const hintsPerPoint = 0.2;
/** An order costs as much as several variants. */
const hintsPerOrder = 8;

/**
 * As much as the shop's API budget pays for in about four seconds: what a batch did is recorded at its end, so that a small
 * shop's must not take a minute.
 */
export function batchSize(pointsPerSecond: number | null): BatchSize {
  const affordable = pointsPerSecond === null ? unknown : Math.round(pointsPerSecond * hintsPerPoint);
  const hints = Math.min(most, Math.max(least, affordable));
  return { hints, orders: Math.ceil(hints / hintsPerOrder), decisions: 1_000 };
}
