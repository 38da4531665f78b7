import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gid } from "../../ids.ts";
import { assumeReceipts } from "./assume-receipts.ts";

const [here, there] = [gid("Location", 1), gid("Location", 2)];
const line = (id: string, units: number, locationId = here) => ({ id, units, locationId });

describe("units that nothing explains", () => {
  it("count against the oldest open line, then the next", () => {
    expect(assumeReceipts(7, here, [line("old", 5), line("young", 5)])).toEqual([
      { lineId: "old", units: 5 },
      { lineId: "young", units: 2 },
    ]);
  });
  it("count against lines to the place where stock rose before any other", () => {
    expect(assumeReceipts(6, here, [line("elsewhere", 5, there), line("here", 5)])).toEqual([
      { lineId: "here", units: 5 },
      { lineId: "elsewhere", units: 1 },
    ]);
  });
  it("count against nothing where nothing is expected", () => {
    expect(assumeReceipts(6, here, [])).toEqual([]);
  });
  it("never pass what a line brings, nor what rose", () => {
    const lines = fc.array(
      fc.record({
        id: fc.uuid(),
        units: fc.integer({ min: 1, max: 50 }),
        locationId: fc.constantFrom(here, there),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.nat(200), lines, (units, open) => {
        const assumed = assumeReceipts(units, here, open);
        const all = open.reduce((sum, each) => sum + each.units, 0);
        expect(assumed.reduce((sum, each) => sum + each.units, 0)).toBe(Math.min(units, all));
        for (const { lineId, units: taken } of assumed)
          expect(taken).toBeLessThanOrEqual(open.find(({ id }) => id === lineId)?.units ?? 0);
      }),
    );
  });
});
