import type { Day } from "../day.ts";

/** A line of Shopify's as far as what is coming goes. */
export interface ComparedLine {
  id: string;
  kind: "transfer" | "shipment";
  name: string;
  inventoryItemId: string;
  locationId: string;
  unreceivedUnits: number;
  arrivesOn: Day | null;
  purchaseOrderLineId: string | null;
}

export interface InboundDifference<Line> {
  /** Not known before. */
  fresh: Line[];
  /** Not on its way any more: received, shipped or cancelled. */
  gone: ComparedLine[];
  moved: { before: ComparedLine; now: Line }[];
  recounted: { before: ComparedLine; now: Line }[];
  /**
   * Units that came on a shipment's line. A shipment in transit can't be deleted: when it is gone, it has been received.
   * What leaves a transfer's line went into a shipment, or was cancelled.
   */
  received: { line: ComparedLine; units: number }[];
}

/** What is another since the lines were last read. */
export function compareInbound<Line extends Omit<ComparedLine, "purchaseOrderLineId">>(
  before: readonly ComparedLine[],
  now: readonly Line[],
): InboundDifference<Line> {
  const known = new Map(before.map((line) => [line.id, line]));
  const current = new Map(now.map((line) => [line.id, line]));
  const pairs = now.flatMap((line) => {
    const old = known.get(line.id);
    return old === undefined ? [] : [{ before: old, now: line }];
  });
  const gone = before.filter(({ id }) => !current.has(id));
  const received = before.flatMap((line) => {
    const units = line.unreceivedUnits - (current.get(line.id)?.unreceivedUnits ?? 0);
    return line.kind === "shipment" && units > 0 ? [{ line, units }] : [];
  });
  return {
    fresh: now.filter(({ id }) => !known.has(id)),
    gone,
    moved: pairs.filter((pair) => pair.before.arrivesOn !== pair.now.arrivesOn),
    recounted: pairs.filter(
      (pair) =>
        pair.before.unreceivedUnits !== pair.now.unreceivedUnits || pair.before.locationId !== pair.now.locationId,
    ),
    received,
  };
}
