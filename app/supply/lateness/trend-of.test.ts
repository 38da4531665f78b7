import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayNumber } from "../day.ts";
import type { Delivery } from "./delivery.ts";
import { fitLateness } from "./fit-lateness.ts";
import { latenessAt } from "./lateness-quantiles.ts";
import { shipmentsOf } from "./shipments.ts";
import { trendOf } from "./trend-of.ts";

const today = dayNumber("2026-11-23");

/** Of one supplier, due a week apart, the last one due today. */
const came = (late: readonly number[]): Delivery[] =>
  late.map((daysLate, index) => {
    const dueOn = today - 7 * (late.length - 1 - index);
    return { supplierId: "a", variantId: null, dueOn, receivedOn: dueOn + daysLate, daysLate };
  });
const trend = (late: readonly number[]) => trendOf(shipmentsOf(came(late)));
const noise = [0, 3, -2, 1, 2, -3, -1, 4, -2, 2, 0, -1, 3];
const noisy = (count: number, at: (index: number) => number): number[] =>
  Array.from({ length: count }, (_, index) => at(index) + (noise[(index * 5) % noise.length] ?? 0) * (1 + index / 1e3));

describe("the trend in how late a supplier is", () => {
  test("is nearly all of what many receipts show", () => {
    const perDay = trend(noisy(60, (index) => index * 0.14))?.perDay;
    expect(perDay).toBeGreaterThan(0.015);
    expect(perDay).toBeLessThanOrEqual(0.022);
  });

  test("is none where the days only scatter, where they are few and where there are none", () => {
    expect(trend(noisy(60, () => 2))).toBeNull();
    expect(trend([0, 1, 2, 3, 4, 5, 6])).toBeNull();
    expect(trend([])).toBeNull();
  });

  test("is none where most come on their day and some, of late, much later", () => {
    expect(trend(Array.from({ length: 60 }, (_, index) => (index > 30 && index % 2 === 0 ? index : 0)))).toBeNull();
  });

  test("counts for less where one late lorry follows another", () => {
    const scattered = noisy(60, (index) => index * 0.05);
    const inRuns = scattered.map((days, index) => days + (Math.floor(index / 6) % 2 === 0 ? 4 : -4));
    expect(trend(inRuns)?.perDay ?? 0).toBeLessThan(trend(scattered)?.perDay ?? 0);
  });

  test("turns with the days, and is moved by no freak", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), fc.integer({ min: 100, max: 900 }), (where, freak) => {
        const late = noisy(40, (index) => index * 0.2);
        const found = trend(late)?.perDay ?? 0;
        expect(trend(late.map((days) => -days))?.perDay).toBeCloseTo(-found);
        expect(Math.abs((trend(late.toSpliced(where, 1, freak))?.perDay ?? 0) - found)).toBeLessThan(0.25 * found);
      }),
    );
  });

  test("is followed up to today by what is told, and not past what the supplier ever did", () => {
    const late = noisy(100, (index) => index * 0.14);
    const fit = fitLateness(came(late), today + 10)!.quantilesOf("a", null);
    expect(latenessAt(fit, 0.5)).toBeGreaterThan(11);
    expect(latenessAt(fit, 0.95)).toBeLessThanOrEqual(Math.max(...late));
  });
});
