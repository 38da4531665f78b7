import { expect, test } from "vitest";
import { scoreSupplier, type ScoredDelivery } from "./score-supplier.ts";

const came = (late: readonly number[]): ScoredDelivery[] =>
  late.map((daysLate, index) => ({ dueOn: 100 + 7 * index, receivedOn: 100 + 7 * index + daysLate, daysLate }));
const figures = (late: readonly number[], soldUnitsADay = 0) => scoreSupplier(came(late), [], soldUnitsADay).figures!;
const times = (count: number, value: number) => Array.from({ length: count }, () => value);

test("says nothing from fewer than five receipts, and how many there are", () => {
  expect(scoreSupplier([], [], 4)).toEqual({ receiptCount: 0, confidence: "none", figures: null, fillRate: null });
  expect(scoreSupplier(came([0, 1, 9]), [], 4)).toMatchObject({
    receiptCount: 3,
    confidence: "not-enough",
    figures: null,
  });
  expect(scoreSupplier(came(times(5, 0)), [], 4).confidence).toBe("some");
  expect(scoreSupplier(came(times(20, 0)), [], 4).confidence).toBe("sure");
});

test("counts early and on the day as on time, and says how far that can be trusted", () => {
  const { onTime, medianDays, mostDays } = figures([-3, 0, 0, 0, 0, 1, 2, 4, 8, 20]);
  expect(onTime.share).toBe(0.5);
  expect(onTime.from).toBeCloseTo(0.27, 2);
  expect(onTime.to).toBeCloseTo(0.73, 2);
  expect([medianDays, mostDays]).toEqual([0, 8]);
  expect(figures(times(10, 0)).onTime).toMatchObject({ share: 1, to: 1 });
  expect(figures(times(10, 0)).onTime.from).toBeLessThan(0.85);
});

test("a line in parts counts by its parts", () => {
  const parts = [
    ...came(times(4, 0)),
    { dueOn: 1, receivedOn: 1, daysLate: 0, share: 0.25 },
    { dueOn: 1, receivedOn: 9, daysLate: 8, share: 0.75 },
  ];
  const { receiptCount, figures: found } = scoreSupplier(parts, [], 0);
  expect(receiptCount).toBe(5);
  expect(found?.onTime.share).toBeCloseTo(4.25 / 5);
});

test("too much of one line makes up for nothing of another", () => {
  const fillRate = (lines: [number, number][]) =>
    scoreSupplier(
      [],
      lines.map(([orderedUnits, receivedUnits]) => ({ orderedUnits, receivedUnits })),
      0,
    ).fillRate;
  expect(
    fillRate([
      [10, 20],
      [10, 0],
    ]),
  ).toBe(0.5);
  expect(fillRate([[0, 0]])).toBeNull();
});

test("calls a trend only what chance does not explain, and a freak is none", () => {
  expect(figures([...times(10, 0), ...times(10, 5)]).trend).toMatchObject({ direction: "worse", days: 5 });
  expect(figures([...times(10, 5), ...times(10, 0)]).trend).toMatchObject({ direction: "better", days: -5 });
  expect(figures([0, 3, 1, 2, 0, 1, 3, 0, 2, 1, 0, 90]).trend?.direction).toBe("steady");
  expect(figures(times(12, 2)).trend).toMatchObject({ direction: "steady", days: 0, certainty: 0 });
  expect(figures(times(9, 0)).trend).toBeNull();
});

test("a better term is worth its days at the 90th percentile times what is sold a day", () => {
  expect(figures([0, 0, 0, 0, 0, 0, 0, 0, 7, 9], 4).worth).toEqual([
    { term: "half-as-late", days: 4, units: 16 },
    { term: "on-time", days: 7, units: 28 },
  ]);
  expect(figures(times(10, -1), 4).worth).toEqual([]);
});
