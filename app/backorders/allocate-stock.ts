/** A line's unfulfilled units, in queue order. */
export interface ClaimingLine {
  lineId: string;
  places: readonly { locationId: string; remaining: number; allocated: number }[];
}

/** An inventory item at one location, both figures of one read. */
export interface StockPlace {
  locationId: string;
  availableUnits: number;
  committedUnits: number;
}

export interface AllocationChange {
  lineId: string;
  locationId: string;
  allocatedUnits: number;
  /** Signed. */
  movedUnits: number;
}

interface Claim {
  line: ClaimingLine;
  locationId: string;
  remaining: number;
  before: number;
  allocated: number;
}

/**
 * Who gets the stock of an inventory item that is there, oldest first at each location:
 *
 *     there = available + committed                what Shopify holds against sales, by one read
 *     unknown = committed − what the ledger knows   orders not heard of yet, or too old to read: before everyone
 *     free = there − unknown − what is allocated already
 *
 * What is allocated stays so, for it may be in a box; where stock is gone it is taken back from the youngest. Where the
 * ledger knows of more than is committed the read is behind: nothing is given or taken back until the next one. Units
 * without a location (no fulfilment order tells of them) are covered by what no other line's location keeps.
 */
export function allocateStock(queue: readonly ClaimingLine[], stock: readonly StockPlace[]): AllocationChange[] {
  const only = stock.length === 1 ? stock[0]?.locationId : undefined;
  const claims = new Map<string, Claim[]>();
  for (const line of queue) {
    for (const { locationId, remaining, allocated } of line.places) {
      // With one location there is no doubt where they lie.
      const place = locationId === "" && only !== undefined ? only : locationId;
      const claim = { line, locationId, remaining, before: allocated, allocated };
      const there = claims.get(place);
      if (there === undefined) claims.set(place, [claim]);
      else there.push(claim);
    }
  }
  let left = 0;
  let unknown = 0;
  for (const { locationId, availableUnits, committedUnits } of stock) {
    const there = Math.max(0, availableUnits + committedUnits);
    const here = claims.get(locationId) ?? [];
    const outcome = give(here, there, committedUnits - waitingOf(here));
    left += outcome.left;
    unknown += outcome.unknown;
  }
  const unplaced = claims.get("") ?? [];
  // What the locations could not name may be just these.
  if (unplaced.length > 0) give(unplaced, Math.max(0, left + unknown), unknown - waitingOf(unplaced));
  return [...claims.values()]
    .flat()
    .flatMap(({ line, locationId, before, allocated }) =>
      allocated === before
        ? []
        : [{ lineId: line.lineId, locationId, allocatedUnits: allocated, movedUnits: allocated - before }],
    );
}

function waitingOf(claims: readonly Claim[]): number {
  return claims.reduce((sum, { remaining }) => sum + remaining, 0);
}

/** @returns what nobody here has (below zero: what is missing), and how many committed units nobody here explains. */
function give(claims: readonly Claim[], there: number, unexplained: number): { left: number; unknown: number } {
  const unknown = Math.max(0, unexplained);
  const kept = claims.reduce((sum, { allocated }) => sum + allocated, 0);
  if (unexplained < 0) return { left: there - kept, unknown };
  let over = kept - there;
  for (const claim of claims.toReversed()) {
    if (over <= 0) break;
    const back = Math.min(over, claim.allocated);
    claim.allocated -= back;
    over -= back;
  }
  let free = there - unknown - Math.min(kept, there);
  for (const claim of claims) {
    if (free <= 0) break;
    const given = Math.min(free, claim.remaining - claim.allocated);
    claim.allocated += given;
    free -= given;
  }
  return { left: free, unknown };
}
