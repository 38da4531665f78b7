/** A line's unfulfilled units, in queue order. */
interface PlacedLine {
  lineId: string;
  orderId: string;
  places: readonly { locationId: string; remaining: number; allocated: number }[];
}

/** Stock at a location that nobody there waits for. */
interface FreeStock {
  locationId: string;
  units: number;
}

/** Units that wait at one location and could be sent at once from another. */
export interface MoveProposal {
  lineId: string;
  orderId: string;
  fromLocationId: string;
  toLocationId: string;
  units: number;
}

/**
 * Where a line's waiting units could be covered from another counted location: in the queue's order, so that nobody is
 * offered what an older order could have, each line from as few other locations as it takes. Units of which no fulfilment
 * order tells where they lie can't be moved.
 */
export function proposeMoves(queue: readonly PlacedLine[], stock: readonly FreeStock[]): MoveProposal[] {
  const free = new Map(stock.map(({ locationId, units }) => [locationId, Math.max(0, units)]));
  return queue.flatMap(({ lineId, orderId, places }) =>
    places.flatMap(({ locationId: fromLocationId, remaining, allocated }) => {
      if (fromLocationId === "") return [];
      let missing = remaining - allocated;
      const proposals: MoveProposal[] = [];
      // One that can give it all comes before two that share.
      const others = [...free].filter(([id]) => id !== fromLocationId).sort(([, one], [, other]) => other - one);
      for (const [toLocationId, there] of others) {
        const units = Math.min(missing, there);
        if (units <= 0) continue;
        free.set(toLocationId, there - units);
        missing -= units;
        proposals.push({ lineId, orderId, fromLocationId, toLocationId, units });
      }
      return proposals;
    }),
  );
}
