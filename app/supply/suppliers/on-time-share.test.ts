import fc from "fast-check";
import { expect, test } from "vitest";
import { keptLevels, latenessAt } from "../lateness/lateness-quantiles.ts";
import { onTimeShare } from "./on-time-share.ts";

test("is the level at which lateness begins", () => {
  expect(onTimeShare({ days: [-2, -1, 0, 0, 0, 0, 0, 3, 5] })).toBe(0.8);
  expect(onTimeShare({ days: [-2, -1, -1, -1, -1, 4, 5, 6, 7] })).toBeCloseTo(0.55);
  expect(onTimeShare({ days: keptLevels.map(() => 0) })).toBe(0.95);
  expect(onTimeShare({ days: keptLevels.map(() => 2) })).toBe(0.05);
});

test("up to that level nothing is late, and beyond it everything is", () => {
  const record = fc
    .array(fc.integer({ min: -10, max: 10 }), { minLength: keptLevels.length, maxLength: keptLevels.length })
    .map((days) => ({ days: days.sort((one, other) => one - other), basis: "supplier" as const, receiptCount: 9 }));
  fc.assert(
    fc.property(record, (given) => {
      const share = onTimeShare(given);
      if (share > 0.05) expect(latenessAt(given, share)).toBeLessThanOrEqual(1e-9);
      if (share < 0.95) expect(latenessAt(given, share + 0.001)).toBeGreaterThan(0);
    }),
  );
});
