import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainRise } from "./explain-rise.ts";

const expected = (...units: number[]) => units.map((each, id) => ({ id, units: each }));

describe("a rise of stock", () => {
  it.each([
    ["is explained by what was received", 10, [10], { used: [{ id: 0, units: 10 }], unexplainedUnits: 0 }],
    [
      "uses up the oldest expectation first",
      5,
      [3, 9],
      {
        used: [
          { id: 0, units: 3 },
          { id: 1, units: 2 },
        ],
        unexplainedUnits: 0,
      },
    ],
    ["is unexplained beyond what was received", 10, [4], { used: [{ id: 0, units: 4 }], unexplainedUnits: 6 }],
    ["is unexplained where nothing was received", 10, [], { used: [], unexplainedUnits: 10 }],
    ["of nothing uses up nothing", 0, [4], { used: [], unexplainedUnits: 0 }],
    ["that is a fall uses up nothing", -3, [4], { used: [], unexplainedUnits: 0 }],
  ])("%s", (_, units, known, explained) => {
    expect(explainRise(units, expected(...known))).toEqual(explained);
  });

  it("is used and unexplained units together, and no expectation explains more than it is", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 8 }), (units, known) => {
        const { used, unexplainedUnits } = explainRise(units, expected(...known));
        expect(used.reduce((sum, each) => sum + each.units, unexplainedUnits)).toBe(units);
        for (const each of used) expect(each.units).toBeLessThanOrEqual(known[each.id] ?? 0);
      }),
    );
  });
});
