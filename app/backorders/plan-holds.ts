import type { FulfillmentOrder } from "./holds-port.ts";

/** What the ledger says of an order line at one location. */
export interface OwedUnits {
  lineId: string;
  /** The empty text: wherever. */
  locationId: string;
  /** Unfulfilled units that no stock was given to. */
  units: number;
}

export type HoldStep =
  | { do: "release"; fulfillmentOrderId: string; holdIds: string[] }
  /** `lines` null: all of it. */
  | { do: "hold"; fulfillmentOrderId: string; lines: { id: string; units: number }[] | null };

/** A fulfilment order that nobody works on yet. */
const untouched = new Set(["OPEN"]);

/**
 * The next steps that bring an order's holds nearer to what is owed; none where they are there. What was released may
 * have to be held again in part, which shows in the next read: a step is never planned on a state that was not read.
 *
 * `ship-together`: everything is held while anything is owed. `ship-ready-first`: what is owed is held, and only that.
 * `none`: nothing. Only our own holds are ever released, and what the warehouse works on is left alone.
 */
export function planHolds(
  fulfillmentOrders: readonly FulfillmentOrder[],
  owed: readonly OwedUnits[],
  rule: "none" | "ship-ready-first" | "ship-together",
): HoldStep[] {
  const isOwed = owed.some(({ units }) => units > 0);
  if (rule === "none" || !isOwed) return releases(fulfillmentOrders);
  if (rule === "ship-together")
    return fulfillmentOrders
      .filter(({ status, ownHoldIds }) => untouched.has(status) && ownHoldIds.length === 0)
      .map(({ id }) => ({ do: "hold", fulfillmentOrderId: id, lines: null }));

  const wanted = new Map(owed.map(({ lineId, locationId, units }) => [`${lineId} ${locationId}`, units]));
  const keyOf = (lineId: string, locationId: string | null) => {
    const there = `${lineId} ${locationId ?? ""}`;
    return wanted.has(there) ? there : `${lineId} `;
  };
  // Our holds take what they cover out of what is wanted; one that covers more is released, to be made anew.
  const steps: HoldStep[] = [];
  for (const { id, locationId, lines, ownHoldIds } of fulfillmentOrders) {
    if (ownHoldIds.length === 0) continue;
    const fits = lines.every(({ lineId, remainingUnits }) => {
      return remainingUnits <= (wanted.get(keyOf(lineId, locationId)) ?? 0);
    });
    if (!fits) {
      steps.push({ do: "release", fulfillmentOrderId: id, holdIds: [...ownHoldIds] });
      continue;
    }
    for (const { lineId, remainingUnits } of lines) {
      const key = keyOf(lineId, locationId);
      wanted.set(key, (wanted.get(key) ?? 0) - remainingUnits);
    }
  }
  if (steps.length > 0) return steps;
  for (const { id, status, locationId, lines, ownHoldIds } of fulfillmentOrders) {
    if (!untouched.has(status) || ownHoldIds.length > 0) continue;
    const held = lines.flatMap((line) => {
      const key = keyOf(line.lineId, locationId);
      const units = Math.min(line.remainingUnits, wanted.get(key) ?? 0);
      if (units <= 0) return [];
      wanted.set(key, (wanted.get(key) ?? 0) - units);
      return [{ id: line.id, units }];
    });
    if (held.length === 0) continue;
    const isAll = lines.every(({ id: lineId, remainingUnits }) => {
      return remainingUnits === (held.find((each) => each.id === lineId)?.units ?? 0);
    });
    steps.push({ do: "hold", fulfillmentOrderId: id, lines: isAll ? null : held });
  }
  return steps;
}

function releases(fulfillmentOrders: readonly FulfillmentOrder[]): HoldStep[] {
  return fulfillmentOrders.flatMap(({ id, ownHoldIds }) =>
    ownHoldIds.length === 0 ? [] : [{ do: "release" as const, fulfillmentOrderId: id, holdIds: [...ownHoldIds] }],
  );
}
