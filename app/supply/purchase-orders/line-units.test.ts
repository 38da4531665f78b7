import fc from "fast-check";
import { expect, test } from "vitest";
import { afterClosingShort, afterReceipt, type LineUnits, openUnits, overUnits } from "./line-units.ts";

const line = (orderedUnits: number, receivedUnits = 0, closedUnits = 0): LineUnits => ({
  orderedUnits,
  receivedUnits,
  closedUnits,
});

test("what is open is what was ordered, less what came and what will not come", () => {
  expect([line(10), line(10, 4), line(10, 4, 6), line(10, 12)].map(openUnits)).toEqual([10, 6, 0, 0]);
  expect([line(10, 4), line(10, 12)].map(overUnits)).toEqual([0, 2]);
});

test("units that come after they were given up on are no longer closed", () => {
  const closed = afterClosingShort(line(10, 6));
  expect(closed).toEqual(line(10, 6, 4));
  expect(afterReceipt(closed, 3)).toEqual(line(10, 9, 1));
  expect(afterReceipt(closed, 9)).toEqual(line(10, 15, 0));
});

test("no more is taken back than ever came", () => {
  expect(afterReceipt(line(10, 4), -4)).toEqual(line(10, 0));
  expect(afterReceipt(line(10, 4), -5)).toBeNull();
});

const anyStep = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((units) => ({ units })),
  fc.constant({ units: null }),
);

test("whatever comes and is given up on, units are conserved: ordered + over = received + closed + open", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.array(anyStep), (ordered, steps) => {
      let now = line(ordered);
      let came = 0;
      for (const { units } of steps) {
        const next = units === null ? afterClosingShort(now) : afterReceipt(now, units);
        if (units !== null && next === null) expect(came + units).toBeLessThan(0);
        if (next === null) continue;
        came += units ?? 0;
        now = next;
        expect(now.receivedUnits).toBe(came);
        expect(now.closedUnits).toBeGreaterThanOrEqual(0);
        expect(now.orderedUnits + overUnits(now)).toBe(now.receivedUnits + now.closedUnits + openUnits(now));
      }
    }),
  );
});
