/** An order line's units by what became of them: `ordered = waiting + allocated + shipped + cancelled`. */
export interface LineUnits {
  ordered: number;
  /** Waiting and allocated. */
  unfulfilled: number;
  allocated: number;
  shipped: number;
  cancelled: number;
}

/** Unfulfilled units at one location; the empty text where no fulfilment order tells of them. */
export interface PlacedUnits {
  locationId: string;
  remaining: number;
  allocated: number;
  held: number;
}

/** A line as Shopify tells it now. */
export interface ReadLine {
  ordered: number;
  /** Ordered less what was taken off it, by an edit, a refund or a return. */
  current: number;
  unfulfilled: number;
  /** By location; null where fulfilment orders can't be read. */
  places: readonly { locationId: string; remaining: number; fulfilled: number; held: number }[] | null;
}

type LedgerEventKind = "ordered" | "allocated" | "shipped" | "cancelled";

export interface LineMove {
  units: LineUnits;
  places: PlacedUnits[];
  /** Signed units; none where nothing differs from what was known. */
  events: { kind: LedgerEventKind; units: number }[];
}

const nothing: LineUnits = { ordered: 0, unfulfilled: 0, allocated: 0, shipped: 0, cancelled: 0 };

/**
 * What a read of a line changes in the ledger. Reading the same twice changes nothing, so a webhook that comes again, or
 * late, does no harm.
 *
 * Shipped units were allocated: they leave what was allocated first. Cancelled ones leave what waits first: what is
 * allocated may be in a box. Shopify does not say of a unit that left a line whether it was sent and came back or was
 * never sent: where no fulfilment order tells, what once counted as shipped goes on counting as shipped.
 */
export function moveOfLine(
  before: { units: LineUnits; places: readonly PlacedUnits[] } | null,
  read: ReadLine,
): LineMove {
  const old = before?.units ?? nothing;
  const gone = Math.max(0, read.ordered - read.unfulfilled);
  const fulfilled = read.places?.reduce((sum, place) => sum + place.fulfilled, 0) ?? 0;
  const shipped = Math.min(gone, Math.max(fulfilled, read.current - read.unfulfilled, old.shipped));
  const cancelled = gone - shipped;
  const places = placesOf(before?.places ?? [], read, Math.max(0, shipped - old.shipped));
  const allocated = places.reduce((sum, place) => sum + place.allocated, 0);
  const units = { ordered: read.ordered, unfulfilled: read.unfulfilled, allocated, shipped, cancelled };
  const kinds = ["ordered", "allocated", "shipped", "cancelled"] as const;
  const events = kinds.flatMap((kind) => {
    const moved = units[kind] - old[kind];
    return moved === 0 ? [] : [{ kind, units: moved }];
  });
  return { units, places, events };
}

/** Whether a read found the line other than it was known: new, other units, or units that lie elsewhere or are held. */
export function hasMoved(before: { places: readonly PlacedUnits[] } | null, move: LineMove): boolean {
  if (before === null || move.events.length > 0 || before.places.length !== move.places.length) return true;
  const known = new Map(before.places.map((place) => [place.locationId, place]));
  return move.places.some(({ locationId, remaining, allocated, held }) => {
    const old = known.get(locationId);
    return old?.remaining !== remaining || old.allocated !== allocated || old.held !== held;
  });
}

function placesOf(before: readonly PlacedUnits[], read: ReadLine, sent: number): PlacedUnits[] {
  const known = new Map(before.map((place) => [place.locationId, place]));
  const told = (read.places ?? []).filter(({ remaining }) => remaining > 0);
  let untold = read.unfulfilled;
  const now: { locationId: string; remaining: number; held: number }[] = [];
  for (const { locationId, remaining, held } of told) {
    // Never more than the line itself has left: the two lists are read one after the other.
    const counted = Math.min(remaining, untold);
    if (counted === 0) continue;
    untold -= counted;
    now.push({ locationId, remaining: counted, held: Math.min(held, counted) });
  }
  if (untold > 0) now.push({ locationId: "", remaining: untold, held: 0 });
  const standing = new Set(now.map(({ locationId }) => locationId));
  const over = before.filter(({ locationId }) => !standing.has(locationId));
  // A fulfilment order that is no more was sent, or its units found their place only now.
  let left =
    sent -
    sum(
      over.filter(({ locationId }) => locationId !== ""),
      "remaining",
    );
  let unplaced = sum(
    over.filter(({ locationId }) => locationId === ""),
    "allocated",
  );
  return now.map((place) => {
    const old = known.get(place.locationId);
    const missing = Math.max(0, (old?.remaining ?? 0) - place.remaining);
    const shipped = Math.max(0, Math.min(left, missing));
    left -= shipped;
    const kept = Math.min(place.remaining, Math.max(0, (old?.allocated ?? 0) - shipped));
    const found = Math.min(place.remaining - kept, unplaced);
    unplaced -= found;
    return { ...place, allocated: kept + found };
  });
}

function sum(places: readonly PlacedUnits[], key: "remaining" | "allocated"): number {
  return places.reduce((total, place) => total + place[key], 0);
}
