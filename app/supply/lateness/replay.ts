import { probabilitiesAt, quantilesAt } from "./distribution.ts";
import { recordAt } from "./record-at.ts";
import type { Shipment } from "./shipments.ts";
import { trustInViews } from "./trust-in-views.ts";
import { views } from "./views-of-record.ts";

/** Fewer lines in the whole shop tell nothing: the stated date stands. */
export const leastLines = 5;

/** Levels at which a view is scored: those that promises are made at. */
const scoredLevels = [0.5, 0.8, 0.9, 0.95] as const;

/** A shipment as it would have been told before it came, from what was known then. */
export interface Replayed {
  shipment: Shipment;
  /** Mean pinball loss of each of `views`, in days. */
  losses: readonly number[];
  /** How likely it was told that it would come sooner than it did, and no later than it did. */
  below: number;
  upTo: number;
  /** Lines of its supplier that had come by then. */
  knownLines: number;
  /** Of all suppliers. */
  shopLines: number;
}

/** What was replayed before, by shipment: it never changes as days go by. */
export type ReplayMemory = Map<string, Replayed | null>;

/** Replaying costs shipments × shipments; older ones no longer say how good a view is today. */
const mostReplayed = 600;

/** The latest shipments, each told `aheadDays` before its due day, in the order in which they were told. */
export function replay(
  shipments: readonly Shipment[],
  aheadDays: number,
  memory: ReplayMemory = new Map(),
): Replayed[] {
  const chosen = shipments
    .toSorted((one, other) => other.receivedOn - one.receivedOn)
    .slice(0, mostReplayed)
    .sort((one, other) => one.dueOn - other.dueOn);
  const done: Replayed[] = [];
  for (const shipment of chosen) {
    const key = `${shipment.supplierId} ${shipment.dueOn} ${shipment.receivedOn} ${shipment.daysLate} ${shipment.lineCount}`;
    let found = memory.get(key);
    if (found === undefined) {
      found = tell(shipments, shipment, shipment.dueOn - aheadDays, done);
      memory.set(key, found);
    }
    if (found !== null) done.push(found);
  }
  return done;
}

function tell(
  shipments: readonly Shipment[],
  shipment: Shipment,
  toldOn: number,
  before: readonly Replayed[],
): Replayed | null {
  let lines = 0;
  for (const each of shipments) if (each.receivedOn <= toldOn && each !== shipment) lines += each.lineCount;
  if (lines < leastLines - 1e-9) return null;
  const record = recordAt(shipments, toldOn, shipment.supplierId, shipment);
  const losses = views.map((_, index) =>
    meanPinball(
      quantilesAt(record.mixed(views.map((_view, at) => (at === index ? 1 : 0))), scoredLevels),
      shipment.daysLate,
    ),
  );
  const told = record.mixed(trustInViews(before, toldOn, shipment.supplierId));
  return {
    shipment,
    losses,
    knownLines: record.lineCount,
    shopLines: lines,
    ...probabilitiesAt(told, shipment.daysLate),
  };
}

function meanPinball(quantiles: readonly number[], daysLate: number): number {
  return (
    quantiles.reduce((sum, quantile, index) => {
      const level = scoredLevels[index] ?? 0.5;
      return sum + (daysLate > quantile ? level * (daysLate - quantile) : (1 - level) * (quantile - daysLate));
    }, 0) / scoredLevels.length
  );
}
