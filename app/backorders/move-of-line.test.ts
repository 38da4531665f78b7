import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasMoved, type LineUnits, moveOfLine, type PlacedUnits, type ReadLine } from "./move-of-line.ts";

const read = (line: Partial<ReadLine> & { ordered: number }): ReadLine => ({
  current: line.ordered,
  unfulfilled: line.ordered,
  places: null,
  ...line,
});
const at = (locationId: string, remaining: number, allocated: number): PlacedUnits => ({
  locationId,
  remaining,
  allocated,
  held: 0,
});
const known = (units: Partial<LineUnits>, places: PlacedUnits[]) => ({
  units: { ordered: 0, unfulfilled: 0, allocated: 0, shipped: 0, cancelled: 0, ...units },
  places,
});

describe("what a read changes in the ledger", () => {
  it("notes a new line as ordered", () => {
    expect(moveOfLine(null, read({ ordered: 3 }))).toEqual({
      units: { ordered: 3, unfulfilled: 3, allocated: 0, shipped: 0, cancelled: 0 },
      places: [{ locationId: "", remaining: 3, allocated: 0, held: 0 }],
      events: [{ kind: "ordered", units: 3 }],
    });
  });

  it("takes what was sent out of what was allocated", () => {
    const before = known({ ordered: 3, unfulfilled: 3, allocated: 2 }, [at("a", 3, 2)]);
    const places = [{ locationId: "a", remaining: 1, fulfilled: 2, held: 0 }];
    const { units, events } = moveOfLine(before, read({ ordered: 3, unfulfilled: 1, places }));
    expect(units).toEqual({ ordered: 3, unfulfilled: 1, allocated: 0, shipped: 2, cancelled: 0 });
    expect(events).toEqual([
      { kind: "allocated", units: -2 },
      { kind: "shipped", units: 2 },
    ]);
  });

  it("takes what was cancelled out of what waits, and of what is allocated only the rest", () => {
    const before = known({ ordered: 5, unfulfilled: 5, allocated: 3 }, [at("a", 5, 3)]);
    const places = [{ locationId: "a", remaining: 2, fulfilled: 0, held: 0 }];
    const { units } = moveOfLine(before, read({ ordered: 5, current: 2, unfulfilled: 2, places }));
    expect(units).toEqual({ ordered: 5, unfulfilled: 2, allocated: 2, shipped: 0, cancelled: 3 });
  });

  it("goes on counting units as shipped that came back", () => {
    const before = known({ ordered: 2, shipped: 2 }, []);
    const { units, events } = moveOfLine(before, read({ ordered: 2, current: 1, unfulfilled: 0 }));
    expect(units).toMatchObject({ shipped: 2, cancelled: 0 });
    expect(events).toEqual([]);
  });

  it("takes a shipment back that was cancelled", () => {
    const before = known({ ordered: 2, shipped: 2 }, []);
    const { units } = moveOfLine(before, read({ ordered: 2, unfulfilled: 2 }));
    expect(units).toMatchObject({ unfulfilled: 2, shipped: 0 });
  });

  it("keeps what was allocated when the fulfilment order is made at last", () => {
    const before = known({ ordered: 3, unfulfilled: 3, allocated: 2 }, [at("", 3, 2)]);
    const places = [
      { locationId: "a", remaining: 1, fulfilled: 0, held: 0 },
      { locationId: "b", remaining: 2, fulfilled: 0, held: 0 },
    ];
    const moved = moveOfLine(before, read({ ordered: 3, places }));
    expect(moved.places.map(({ allocated }) => allocated)).toEqual([1, 1]);
    expect(moved.events).toEqual([]);
  });

  it("forgets what was allocated where the units no longer are", () => {
    const before = known({ ordered: 2, unfulfilled: 2, allocated: 2 }, [at("a", 2, 2)]);
    const places = [{ locationId: "b", remaining: 2, fulfilled: 0, held: 0 }];
    expect(moveOfLine(before, read({ ordered: 2, places })).units).toMatchObject({ allocated: 0, unfulfilled: 2 });
  });

  it("balances, and finds nothing new in the same read", () => {
    const line = fc
      .record({
        ordered: fc.nat(20),
        taken: fc.nat(20),
        sent: fc.nat(20),
        split: fc.nat(20),
        knowsPlaces: fc.boolean(),
      })
      .map(({ ordered, taken, sent, split, knowsPlaces }): ReadLine => {
        const off = Math.min(taken, ordered);
        const fulfilled = Math.min(sent, ordered - off);
        const unfulfilled = ordered - off - fulfilled;
        const first = Math.min(split, unfulfilled);
        const places = [
          { locationId: "a", remaining: first, fulfilled, held: 0 },
          { locationId: "b", remaining: unfulfilled - first, fulfilled: 0, held: 0 },
        ];
        return { ordered, current: ordered - off, unfulfilled, places: knowsPlaces ? places : null };
      });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(20)), (reads, gifts) => {
        let before: Parameters<typeof moveOfLine>[0] = null;
        const sums = new Map<string, number>();
        for (const [index, each] of reads.entries()) {
          const move = moveOfLine(before, each);
          const { ordered, unfulfilled, allocated, shipped, cancelled } = move.units;
          expect(ordered).toBe(unfulfilled + shipped + cancelled);
          expect(allocated).toBeLessThanOrEqual(unfulfilled);
          expect(Math.min(allocated, shipped, cancelled)).toBeGreaterThanOrEqual(0);
          expect(move.places.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(unfulfilled);
          for (const place of move.places) expect(place.allocated).toBeLessThanOrEqual(place.remaining);
          for (const { kind, units } of move.events) sums.set(kind, (sums.get(kind) ?? 0) + units);
          for (const kind of ["ordered", "allocated", "shipped", "cancelled"] as const)
            expect(sums.get(kind) ?? 0).toBe(move.units[kind]);
          const again = moveOfLine(move, each);
          expect(again.events).toEqual([]);
          expect(hasMoved(move, again)).toBe(false);
          // Between two reads the allocation gives something.
          const places = move.places.map((place) => ({
            ...place,
            allocated: Math.max(place.allocated, Math.min(place.remaining, gifts[index] ?? 0)),
          }));
          const given = places.reduce((sum, place) => sum + place.allocated, 0);
          sums.set("allocated", given);
          before = { units: { ...move.units, allocated: given }, places };
        }
      }),
    );
  });
});
