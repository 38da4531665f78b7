import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateStock, type ClaimingLine } from "./allocate-stock.ts";

/** Ids in the order of age: what is made first is older. */
let made = 0;
const line = (lineId: string, remaining: number, allocated = 0, locationId = "a"): ClaimingLine => ({
  lineId,
  rank: (made += 1),
  firmUnits: 0,
  isUnreadable: false,
  places: [{ locationId, remaining, allocated }],
});
const at = (locationId: string, availableUnits: number, committedUnits: number) => ({
  locationId,
  availableUnits,
  committedUnits,
});
/** Allocated units of each line after it. */
function after(queue: readonly ClaimingLine[], stock: Parameters<typeof allocateStock>[1]): number[] {
  const changes = allocateStock(queue, stock);
  return queue.map(({ lineId, places }) =>
    places.reduce(
      (sum, { locationId, allocated }) =>
        sum +
        (changes.find((each) => each.lineId === lineId && each.locationId === locationId)?.allocatedUnits ?? allocated),
      0,
    ),
  );
}

describe("the allocation of stock", () => {
  it("releases exactly one unit at −2 → −1, to whoever is first", () => {
    const queue = [line("old", 1), line("young", 1)];
    expect(after(queue, [at("a", -2, 2)])).toEqual([0, 0]);
    expect(after(queue, [at("a", -1, 2)])).toEqual([1, 0]);
  });

  it("gives part of a line what is there", () => {
    expect(after([line("one", 5), line("two", 2)], [at("a", -4, 7)])).toEqual([3, 0]);
  });

  it("gives an older order that was heard of late what a younger one has in its place", () => {
    expect(after([line("older", 2), line("younger", 2, 2)], [at("a", -2, 4)])).toEqual([2, 0]);
    expect(after([line("older", 1), line("young", 1, 1), line("younger", 2, 2)], [at("a", -1, 4)])).toEqual([1, 1, 1]);
  });

  it("but for what somebody has heard of", () => {
    const told = { ...line("younger", 3, 3), firmUnits: 2 };
    expect(after([{ ...line("older", 3), rank: 0 }, told], [at("a", -3, 6)])).toEqual([1, 2]);
  });

  it("and lets nobody who was put first by hand take back what was given", () => {
    const given = line("older", 2, 2);
    expect(after([{ ...line("put first", 2), rank: null }, given], [at("a", -2, 4)])).toEqual([0, 2]);
    // Nor one with priority, who is younger.
    expect(after([line("priority", 2), given], [at("a", -2, 4)])).toEqual([0, 2]);
    // Nor does who was put last by hand lose what it has.
    expect(after([line("usual", 2), { ...line("put last", 2, 2), rank: null }], [at("a", -2, 4)])).toEqual([0, 2]);
  });

  it("takes back from the youngest where stock is gone", () => {
    expect(after([line("old", 2, 2), line("young", 2, 2)], [at("a", -3, 4)])).toEqual([1, 0]);
  });

  it("lets units that no known order explains stand before everyone", () => {
    expect(after([line("known", 2)], [at("a", -2, 4)])).toEqual([0]);
    expect(after([line("known", 2)], [at("a", -1, 4)])).toEqual([1]);
  });

  it("gives and takes nothing where the read is behind the ledger", () => {
    expect(after([line("old", 2, 1), line("young", 2)], [at("a", 1, 3)])).toEqual([1, 0]);
    expect(after([line("old", 2, 2), line("young", 2, 1)], [at("a", -3, 3)])).toEqual([2, 1]);
  });

  it("takes the units of an order too old to read for gone where fewer are committed than the ledger knows", () => {
    const old = (remaining: number, allocated = 0) => ({ ...line("old", remaining, allocated), isUnreadable: true });
    // All of it was sent: the younger ones share what is there.
    expect(after([old(2), line("young", 1), line("younger", 1)], [at("a", -1, 2)])).toEqual([0, 1, 0]);
    // One of two was: the other is still before everyone.
    expect(after([old(2), line("young", 1)], [at("a", -1, 2)])).toEqual([1, 0]);
    // What waits is gone before what it was given.
    expect(after([old(2, 1), line("young", 1)], [at("a", -1, 2)])).toEqual([1, 0]);
    expect(after([old(1, 1), line("young", 1)], [at("a", 0, 1)])).toEqual([0, 1]);
    // Those that can be read are known: a read with fewer of them is behind.
    expect(after([old(1), line("young", 2)], [at("a", 1, 1)])).toEqual([0, 0]);
  });

  it("gives at each location what lies there", () => {
    const queue = [line("one", 2, 0, "a"), line("two", 2, 0, "b")];
    expect(after(queue, [at("a", -2, 2), at("b", 5, 2)])).toEqual([0, 2]);
  });

  it("covers units without a location by what the others leave", () => {
    // Two of the three are at b, where nothing is.
    expect(after([line("one", 3, 0, "")], [at("a", 3, 1), at("b", -2, 2)])).toEqual([1]);
    expect(after([line("one", 5, 0, "")], [at("a", 0, 1), at("b", -2, 4)])).toEqual([3]);
  });

  it("lets nobody without a location overtake an older line", () => {
    const stock = [at("a", -100, 200), at("b", 0, 0)];
    expect(after([line("older", 100), line("younger", 100, 0, "")], stock)).toEqual([100, 0]);
    expect(after([line("older", 100, 0, ""), line("younger", 100)], stock)).toEqual([100, 0]);
    // One more is committed to an order not heard of: it stands before both.
    expect(after([line("older", 100), line("younger", 100, 0, "")], [at("a", -101, 201), at("b", 0, 0)])).toEqual([
      99, 0,
    ]);
    // What the younger wants may all be at b: then what is unknown at a is somebody's whom nobody has heard of.
    expect(after([line("older", 5), line("younger", 5, 0, "")], [at("a", -5, 10), at("b", 0, 5)])).toEqual([0, 0]);
  });

  it("gives a line only what no older one at its location can need, known and placed or not", () => {
    const orders = fc.array(
      fc.record({
        units: fc.integer({ min: 1, max: 5 }),
        location: fc.constantFrom("a", "b"),
        known: fc.constantFrom("placed", "placed", "unplaced", "unheard"),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(orders, fc.nat(20), fc.nat(20), (made, onA, onB) => {
        // Nobody knows how old an order is that was not heard of: it counts as the oldest.
        const oldestFirst = [
          ...made.filter(({ known }) => known === "unheard"),
          ...made.filter(({ known }) => known !== "unheard"),
        ].map((order, index) => ({ ...order, id: `l${index}` }));
        const committed = (location: string) =>
          oldestFirst.reduce((sum, order) => sum + (order.location === location ? order.units : 0), 0);
        const there = new Map([
          ["a", onA],
          ["b", onB],
        ]);
        const stock = [...there].map(([location, units]) =>
          at(location, units - committed(location), committed(location)),
        );
        const heard = oldestFirst.filter(({ known }) => known !== "unheard");
        const given = after(
          heard.map(({ id, units, known, location }) => line(id, units, 0, known === "placed" ? location : "")),
          stock,
        );
        expect(given.reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(onA + onB);
        for (const [index, { id, known, location, units }] of heard.entries()) {
          if (known !== "placed") continue;
          const older = oldestFirst.slice(
            0,
            oldestFirst.findIndex((each) => each.id === id),
          );
          const before = older.reduce((sum, each) => sum + (each.location === location ? each.units : 0), 0);
          const own = given[index] ?? 0;
          if (own > 0) expect(before + own).toBeLessThanOrEqual(there.get(location) ?? 0);
          if (own === units) continue;
          const youngerUnplaced = heard
            .map((each, at) => (at > index && each.known === "unplaced" ? (given[at] ?? 0) : 0))
            .reduce((sum, each) => sum + each, 0);
          expect(youngerUnplaced).toBeLessThanOrEqual(onA + onB - (there.get(location) ?? 0));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("comes to the same from whatever was given before, but for what was heard of and for the read that is behind", () => {
    const lines = fc.array(
      fc.record({
        remaining: fc.integer({ min: 1, max: 6 }),
        share: fc.nat(6),
        firm: fc.nat(2),
        location: fc.constantFrom("a", "b"),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, fc.nat(20), fc.nat(20), fc.boolean(), (wants, onA, onB, isHeard) => {
        const left = { a: onA, b: onB };
        const queue = wants.map(({ remaining, share, firm, location }, index) => {
          const allocated = Math.min(remaining, share, left[location as "a" | "b"]);
          left[location as "a" | "b"] -= allocated;
          const firmUnits = isHeard ? Math.min(firm, allocated) : 0;
          return { ...line(`l${index}`, remaining, allocated, location), firmUnits };
        });
        const committed = (location: string) =>
          wants.reduce((sum, each) => sum + (each.location === location ? each.remaining : 0), 0);
        const stock = [at("a", onA - committed("a"), committed("a")), at("b", onB - committed("b"), committed("b"))];
        const given = after(queue, stock);
        for (const [index, { firmUnits }] of queue.entries()) expect(given[index]).toBeGreaterThanOrEqual(firmUnits);
        const fresh = queue.map((each) => ({
          ...each,
          places: each.places.map((place) => ({ ...place, allocated: each.firmUnits })),
        }));
        expect(given).toEqual(after(fresh, stock));
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds no change in what it gave, never gives more than is there, and overtakes nobody", () => {
    const lines = fc.array(fc.record({ remaining: fc.integer({ min: 1, max: 6 }), share: fc.nat(6) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(lines, fc.integer({ min: -20, max: 20 }), fc.nat(5), (wants, available, unknown) => {
        const queue = wants.map(({ remaining }, index) => line(`l${index}`, remaining));
        const waiting = wants.reduce((sum, { remaining }) => sum + remaining, 0);
        const stock = [at("a", available, waiting + unknown)];
        const given = after(queue, stock);
        const total = given.reduce((sum, units) => sum + units, 0);
        const there = Math.max(0, available + waiting + unknown);
        expect(total).toBe(Math.min(waiting, Math.max(0, there - unknown)));
        const firstShort = given.findIndex((units, index) => units < (wants[index]?.remaining ?? 0));
        if (firstShort >= 0) expect(given.slice(firstShort + 1).every((units) => units === 0)).toBe(true);
        const again = queue.map((each, index) => line(each.lineId, wants[index]!.remaining, given[index]));
        expect(allocateStock(again, stock)).toEqual([]);
      }),
    );
  });
});
