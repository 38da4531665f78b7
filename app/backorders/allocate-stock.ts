/** A line's unfulfilled units, in queue order. */
export interface ClaimingLine {
  lineId: string;
  /** How old it is, the oldest first; null: a person gave it its place. */
  rank: number | null;
  /** Of what was allocated, units that the customer or the warehouse has heard of. */
  firmUnits: number;
  /** Its order has grown too old to be read: what is left of it is what was left when it was read last. */
  isUnreadable: boolean;
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
  lineId: string;
  /** Its turn among all. */
  turn: number;
  rank: number | null;
  locationId: string;
  remaining: number;
  before: number;
  allocated: number;
  /** Allocated, and never taken back for somebody else. */
  firm: number;
  isUnreadable: boolean;
}

/** One location's stock of the item, while it is given out. */
interface Shelf {
  claims: Claim[];
  /** Those that have units which an older one may take, by turn. */
  loose: Claim[];
  /** On the shelf: available + committed. */
  there: number;
  /** Committed to nobody that the ledger places here. */
  unknown: number;
  /** The ledger knows of more than is committed: the read is behind. */
  isBehind: boolean;
  /** Somebody whose turn it was did not get all. */
  isShort: boolean;
  /** Allocated to these claims. */
  kept: number;
}

/**
 * Who gets the stock of an inventory item that is there, oldest first at each location:
 *
 *     there = available + committed                what Shopify holds against sales, by one read
 *     unknown = committed − what the ledger knows   orders not heard of yet, or too old to read: before everyone
 *     free = there − unknown − what is allocated already
 *
 * What is allocated stays so once somebody has heard of it, for it may be in a box; where stock is gone it is taken back
 * from the youngest. Until then an older order that was heard of late, its webhook lost, takes what a younger one was
 * given in its place. A place that a person gave takes nothing back and loses nothing by it. Where the ledger knows of
 * more than is committed the read is behind: nothing is given or taken back until the next one.
 *
 * An order that can't be read any more may have been sent without our hearing of it: where the ledger knows of more than is
 * committed, its units are the ones that are gone.
 *
 * Units without a location (their fulfilment order is not made yet, or not ours to read) are among what is unknown
 * somewhere. They have their turn like the others: an older line does not wait for what must be theirs, and they get
 * nothing where an older line is still short.
 */
export function allocateStock(queue: readonly ClaimingLine[], stock: readonly StockPlace[]): AllocationChange[] {
  const only = stock.length === 1 ? stock[0]?.locationId : undefined;
  const claims = queue.flatMap(claimsOf).map((claim, turn): Claim => ({ ...claim, turn }));
  // With one location there is no doubt where units without one lie.
  const placeOf = ({ locationId }: Claim) => (locationId === "" && only !== undefined ? only : locationId);
  const shelves = new Map(
    stock.map((place) => [
      place.locationId,
      shelfOf(
        place,
        claims.filter((claim) => placeOf(claim) === place.locationId),
      ),
    ]),
  );
  const unplaced = claims.filter((claim) => placeOf(claim) === "");
  takeBack([...shelves.values()]);
  const floating = floatOver([...shelves.values()], unplaced);
  for (const claim of claims) {
    const place = placeOf(claim);
    const shelf = shelves.get(place);
    if (place === "") floating.serve(claim);
    else if (shelf !== undefined && !shelf.isBehind) {
      shelf.kept += give(claim, leftOn(shelf) - floating.reserveOf(shelf));
      takeFromYounger(claim, shelf.loose);
      shelf.isShort ||= wantOf(claim) > 0;
    }
  }
  return claims.flatMap(({ lineId, locationId, before, allocated }) =>
    allocated === before ? [] : [{ lineId, locationId, allocatedUnits: allocated, movedUnits: allocated - before }],
  );
}

function claimsOf({ lineId, rank, firmUnits, isUnreadable, places }: ClaimingLine): Omit<Claim, "turn">[] {
  let firmLeft = firmUnits;
  return places.map(({ locationId, remaining, allocated }) => {
    const firm = Math.min(firmLeft, allocated);
    firmLeft -= firm;
    return { lineId, rank, locationId, remaining, before: allocated, allocated, firm, isUnreadable };
  });
}

function shelfOf({ availableUnits, committedUnits }: StockPlace, claims: Claim[]): Shelf {
  letGoUnreadable(claims, sum(claims, ({ remaining }) => remaining) - committedUnits);
  const unexplained = committedUnits - sum(claims, ({ remaining }) => remaining);
  return {
    claims,
    loose: claims.filter(({ rank, allocated, firm }) => rank !== null && allocated > firm),
    there: Math.max(0, availableUnits + committedUnits),
    unknown: Math.max(0, unexplained),
    isBehind: unexplained < 0,
    isShort: false,
    kept: keptBy(claims),
  };
}

/** `over`: the units of which the ledger knows too many. What waits is gone before what was allocated, the oldest first. */
function letGoUnreadable(claims: readonly Claim[], over: number): void {
  const unreadable = claims.filter((claim) => claim.isUnreadable);
  let left = over;
  for (const keepsAllocated of [true, false])
    for (const claim of unreadable) {
      const gone = Math.max(0, Math.min(left, claim.remaining - (keepsAllocated ? claim.allocated : 0)));
      claim.remaining -= gone;
      claim.allocated = Math.min(claim.allocated, claim.remaining);
      left -= gone;
    }
}

function takeBack(shelves: readonly Shelf[]): void {
  for (const shelf of shelves) if (!shelf.isBehind) shelf.kept -= takeFromYoungest(shelf.claims, -leftOn(shelf));
}

/** The units without a location, over all shelves. */
function floatOver(shelves: readonly Shelf[], unplaced: readonly Claim[]) {
  const unknown = sum(shelves, (shelf) => shelf.unknown);
  /** Orders that nobody has heard of stand before everyone, wherever they are. */
  const unheard = unknown - sum(unplaced, ({ remaining }) => remaining);
  const isBehind = unheard < 0;
  let kept = keptBy(unplaced);
  if (!isBehind) kept -= takeFromYoungest(unplaced, kept - sum(shelves, leftOn));
  /** Wanted by those without a location whose turn has not come. */
  let younger = sum(unplaced, wantOf);
  return {
    /** What a line leaves on its own shelf: all that is unknown there, but for what only younger lines can want. */
    reserveOf(shelf: Shelf): number {
      const mustBeYounger = isBehind ? 0 : Math.max(0, younger - (unknown - shelf.unknown));
      return Math.max(0, shelf.unknown - mustBeYounger);
    },
    serve(claim: Claim): void {
      younger -= wantOf(claim);
      if (isBehind) return;
      const left = sum(shelves, (shelf) => (shelf.isShort ? 0 : Math.min(shelf.unknown, leftOn(shelf))));
      kept += give(claim, left - unheard - kept);
    },
  };
}

/** @returns the units given. */
function give(claim: Claim, free: number): number {
  const given = Math.max(0, Math.min(free, wantOf(claim)));
  claim.allocated += given;
  return given;
}

/** What younger claims behind it were given, and nobody has heard of: the youngest gives first. */
function takeFromYounger(claim: Claim, loose: Claim[]): void {
  const { rank } = claim;
  if (rank === null) return;
  for (let last = loose.length - 1; last >= 0 && wantOf(claim) > 0; last -= 1) {
    const giver = loose[last]!;
    if (giver.turn < claim.turn) return;
    if (giver.rank === null || giver.rank <= rank) continue;
    // Stock that is gone may have cost it some already.
    const moved = Math.min(wantOf(claim), Math.max(0, giver.allocated - giver.firm));
    giver.allocated -= moved;
    claim.allocated += moved;
    if (giver.allocated <= giver.firm && last === loose.length - 1) loose.pop();
  }
}

/** @returns the units taken back. */
function takeFromYoungest(claims: readonly Claim[], units: number): number {
  let over = units;
  for (const claim of claims.toReversed()) {
    if (over <= 0) break;
    const back = Math.min(over, claim.allocated);
    claim.allocated -= back;
    over -= back;
  }
  return Math.max(0, units) - Math.max(0, over);
}

const leftOn = ({ there, kept }: Shelf): number => there - kept;
const wantOf = ({ remaining, allocated }: Claim): number => remaining - allocated;
const keptBy = (claims: readonly Claim[]): number => sum(claims, ({ allocated }) => allocated);

function sum<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
