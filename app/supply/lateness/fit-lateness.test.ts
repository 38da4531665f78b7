import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayNumber } from "../day.ts";
import type { Delivery } from "./delivery.ts";
import { fitLateness } from "./fit-lateness.ts";
import { keptLevels, latenessAt } from "./lateness-quantiles.ts";

const asOf = dayNumber("2026-11-23");

/** Of one supplier, a week apart, the last one received today. */
const record = (supplierId: string, late: readonly number[], variantId: string | null = null): Delivery[] =>
  late.map((daysLate, index) => {
    const receivedOn = asOf - 7 * (late.length - 1 - index);
    return { supplierId, variantId, dueOn: receivedOn - daysLate, receivedOn, daysLate };
  });
const at = (deliveries: readonly Delivery[], level: number, supplierId: string | null = "a", variantId?: string) => {
  const fit = fitLateness(deliveries, asOf);
  if (fit === null) throw new Error("too few deliveries");
  return latenessAt(fit.quantilesOf(supplierId, variantId ?? null), level);
};
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const someLate = fc.array(fc.integer({ min: -10, max: 40 }), { minLength: 5, maxLength: 40 });

describe("how late a supplier delivers", () => {
  test("is not said before five lines came in the whole shop", () => {
    expect(fitLateness(record("a", [3, 4, 5, 6]), asOf)).toBeNull();
    expect(fitLateness([...record("a", [3, 4]), ...record("b", [1, 2, 3])], asOf)).not.toBeNull();
    expect(
      fitLateness(
        record("a", times(5, 2)).map((each) => ({ ...each, share: 0.5 })),
        asOf,
      ),
    ).toBeNull();
  });

  test("looks at nothing that comes later", () => {
    const before = record("a", times(8, 2));
    const after = { supplierId: "a", variantId: null, dueOn: asOf, receivedOn: asOf + 60, daysLate: 60 };
    expect(fitLateness([...before, after], asOf)?.quantilesOf("a", null)).toEqual(
      fitLateness(before, asOf)?.quantilesOf("a", null),
    );
  });

  test("stays on the day where most come on their day", () => {
    const late = Array.from({ length: 60 }, (_, index) => (index % 20 === 7 ? 6 : 0));
    expect([0.1, 0.5, 0.8, 0.9].map((level) => at(record("a", late), level))).toEqual([0, 0, 0, 0]);
  });

  test("never falls from level to level, whatever came", () => {
    fc.assert(
      fc.property(someLate, someLate, (ours, theirs) => {
        const { days } = fitLateness([...record("a", ours), ...record("b", theirs)], asOf)!.quantilesOf("a", null);
        expect(days).toHaveLength(keptLevels.length);
        expect(days).toEqual(days.toSorted((one, other) => one - other));
        expect(days[0]).toBeGreaterThanOrEqual(Math.min(0, ...ours, ...theirs));
        expect(days.at(-1)).toBeLessThanOrEqual(Math.max(0, ...ours, ...theirs));
      }),
      { numRuns: 40 },
    );
  });

  test("is the same for the same deliveries, in whatever order they are given", () => {
    fc.assert(
      fc.property(someLate, fc.integer({ min: 0, max: 30 }), (late, from) => {
        const deliveries = [...record("a", late), ...record("b", [0, 1, 2, 3, 4])];
        const turned = [...deliveries.slice(from), ...deliveries.slice(0, from)].reverse();
        expect(fitLateness(turned, asOf)!.quantilesOf("a", null)).toEqual(
          fitLateness(deliveries, asOf)!.quantilesOf("a", null),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("does not depend on the date: all of it a year later says the same", () => {
    fc.assert(
      fc.property(someLate, fc.integer({ min: -400, max: 400 }), (late, shift) => {
        const deliveries = record("a", late);
        const moved = deliveries.map((each) => ({
          ...each,
          dueOn: each.dueOn + shift,
          receivedOn: each.receivedOn + shift,
        }));
        expect(fitLateness(moved, asOf + shift)!.quantilesOf("a", null)).toEqual(
          fitLateness(deliveries, asOf)!.quantilesOf("a", null),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("one freak moves the 90th percentile by little, two of a kind move it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 60, max: 400 }), (where, freak) => {
        const late = Array.from({ length: 30 }, (_, index) => index % 6);
        const plain = at(record("a", late), 0.9);
        expect(Math.abs(at(record("a", late.toSpliced(where, 1, freak)), 0.9) - plain)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
    const often = Array.from({ length: 30 }, (_, index) => (index % 6 === 0 ? 60 : index % 6));
    expect(at(record("a", often), 0.9)).toBeGreaterThanOrEqual(60);
  });

  test("the later of three receipts is no freak before more are known, and one 90 days late is", () => {
    const others = record("b", times(20, 1));
    const most = (late: readonly number[]) => at([...others, ...record("a", late)], 0.95);
    expect(most([0, 1, 18])).toBe(18);
    expect(most([0, 1, 90])).toBeLessThanOrEqual(1);
  });

  test("follows a supplier that has become late, and believes the new days more than the old ones", () => {
    const late = [...times(60, 0), ...times(25, 10)];
    expect(at(record("a", late), 0.5)).toBe(10);
    expect(at(record("a", late.toReversed()), 0.5)).toBe(0);
  });
});

describe("where a supplier has little of its own", () => {
  const others = record(
    "b",
    Array.from({ length: 60 }, (_, index) => 8 + (index % 5)),
  );

  test("all suppliers' record stands in for it, and says so", () => {
    const fit = fitLateness(others, asOf)!;
    expect(fit.quantilesOf("new", null)).toMatchObject({ basis: "all-suppliers", receiptCount: 0 });
    expect(latenessAt(fit.quantilesOf("new", null), 0.8)).toBeGreaterThanOrEqual(8);
  });

  test("its own takes over with each receipt, and with many nothing else is seen", () => {
    const median = (count: number) => at([...others, ...record("a", times(count, 0))], 0.8);
    expect(median(1)).toBeGreaterThan(0);
    expect(median(100)).toBe(0);
    expect(median(1)).toBeGreaterThanOrEqual(median(10));
  });

  test("a variant has a record of its own from five receipts on, leaning on its supplier's", () => {
    const deliveries = [...record("a", times(40, 0), "v1"), ...record("a", times(4, 9), "v2")];
    const basis = (variantId: string, from: readonly Delivery[]) =>
      fitLateness(from, asOf)!.quantilesOf("a", variantId).basis;
    expect(basis("v2", deliveries)).toBe("supplier");
    const more = [...record("a", times(40, 0), "v1"), ...record("a", times(30, 9), "v2")];
    expect(basis("v2", more)).toBe("supplier-variant");
    expect(at(more, 0.5, "a", "v2")).toBe(9);
    expect(at(more, 0.5, "a", "v1")).toBe(0);
  });
});

describe("lines that are overdue", () => {
  const came = record("a", [0, 0, 1, 0, 2, 0, 1, 0, 12, 14]);
  const overdue = (count: number, daysLateSoFar: number) =>
    Array.from({ length: count }, () => ({
      supplierId: "a",
      variantId: null,
      dueOn: asOf - daysLateSoFar,
      daysLateSoFar,
    }));
  const most = (lines: ReturnType<typeof overdue>, level = 0.8) =>
    latenessAt(fitLateness(came, asOf, { overdue: lines })!.quantilesOf("a", null), level);

  test("count as later than they are already", () => {
    expect(most(overdue(6, 5), 0.75)).toBeGreaterThan(most([], 0.75));
    expect(most(overdue(6, 5), 0.75)).toBeGreaterThanOrEqual(12);
  });

  test("of another supplier count nothing", () => {
    const theirs = overdue(6, 5).map((line) => ({ ...line, supplierId: "b" }));
    expect(most(theirs)).toBe(most([]));
  });

  test("that nobody ever closed are forgotten", () => {
    expect(most(overdue(3, 1_500))).toBe(most([]));
  });
});
