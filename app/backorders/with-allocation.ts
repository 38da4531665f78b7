import type { AllocationChange } from "./allocate-stock.ts";
import type { WaitingLine } from "./waiting-line.ts";

/** A line whose allocated units moved. */
export interface AllocatedLine {
  lineId: string;
  orderId: string;
  inventoryItemId: string;
  changes: AllocationChange[];
  movedUnits: number;
  allocatedUnits: number;
  unfulfilledUnits: number;
  /** All that is left of it is covered now, and was not before. */
  isReadyNow: boolean;
  /** It was promised something: its customer waits. */
  isPromised: boolean;
}

/** The changes of an item's allocation, by line. */
export function withAllocation(queue: readonly WaitingLine[], changes: readonly AllocationChange[]): AllocatedLine[] {
  const byLine = new Map<string, AllocationChange[]>();
  for (const change of changes) byLine.set(change.lineId, [...(byLine.get(change.lineId) ?? []), change]);
  return queue.flatMap(({ lineId, orderId, inventoryItemId, units, places, promise }) => {
    const own = byLine.get(lineId);
    if (own === undefined) return [];
    const before = places.reduce((sum, { allocated }) => sum + allocated, 0);
    const movedUnits = own.reduce((sum, change) => sum + change.movedUnits, 0);
    const allocatedUnits = before + movedUnits;
    return [
      {
        lineId,
        orderId,
        inventoryItemId,
        changes: own,
        movedUnits,
        allocatedUnits,
        unfulfilledUnits: units,
        isReadyNow: allocatedUnits >= units && before < units,
        isPromised: promise !== null,
      },
    ];
  });
}

/** The same lines with what each has now. */
export function afterAllocation(queue: readonly WaitingLine[], changes: readonly AllocationChange[]): WaitingLine[] {
  if (changes.length === 0) return [...queue];
  const keyOf = (lineId: string, locationId: string) => `${lineId} ${locationId}`;
  const now = new Map(changes.map((each) => [keyOf(each.lineId, each.locationId), each.allocatedUnits]));
  return queue.map((line) => ({
    ...line,
    places: line.places.map((place) => ({
      ...place,
      allocated: now.get(keyOf(line.lineId, place.locationId)) ?? place.allocated,
    })),
  }));
}
