import { factsOfKnown, type KnownVariant } from "../availability/known-variants.server.ts";
import type { LoadedFrame } from "../availability/load-shop-frame.server.ts";
import { isCountedLocation, measureStock } from "../availability/measure-stock.ts";
import { type DatedLine, dateGivenQueue } from "./date-queue.ts";
import { fallbackAt } from "./fallback-at.ts";
import { orderQueue } from "./order-queue.ts";
import type { WaitingLine } from "./waiting-line.ts";

export interface ItemQueue {
  /** As it is served. */
  queue: WaitingLine[];
  /** When each of a queue gets its units, in the queue's own order. */
  windowsOf(queue: readonly WaitingLine[]): DatedLine<WaitingLine>[];
}

/** One item's queue as it is served, and how it is dated: under the rule of its variant; of several, the first one's. */
export function queueOfItem(frame: LoadedFrame, variant: KnownVariant, waiting: readonly WaitingLine[]): ItemQueue {
  const { levels, policy, inbound, supplyLead } = factsOfKnown(variant, frame);
  const counted = policy?.mode === "on" ? policy.countedLocations : "online";
  const { availableUnits } = measureStock({ levels, onlineLocationIds: frame.onlineLocationIds }, counted);
  const handlingDays = policy?.mode === "on" ? policy.handlingDays : 0;
  const expected =
    policy?.mode === "on" ? inbound : frame.supply.inboundOf(variant.inventoryItemId, { caution: null, handlingDays });
  const supply = {
    availableUnits,
    inbound: expected.filter(({ locationId }) => isCountedLocation(locationId, counted, frame.onlineLocationIds)),
    today: frame.today,
    stockDay: frame.dating.now,
    fallback: fallbackAt(policy, supplyLead ?? null, frame.calendar),
  };
  const windowsOf = (queue: readonly WaitingLine[]) => dateGivenQueue({ ...supply, queue }, allocatedUnits);
  const placed = waiting.map((line) => ({ ...line, givenTo: line.promise?.givenTo ?? null }));
  const queue = orderQueue(placed, (order) => windowsOf(order).map(({ window }) => window));
  return { queue, windowsOf };
}

function allocatedUnits({ places }: WaitingLine): number {
  return places.reduce((sum, { allocated }) => sum + allocated, 0);
}
