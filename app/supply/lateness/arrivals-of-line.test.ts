import fc from "fast-check";
import { expect, test } from "vitest";
import { arrivalsOfLine } from "./arrivals-of-line.ts";

const on = (receivedOn: string, units: number) => ({ receivedOn, units });

test("counts each day by its part of the units", () => {
  expect(arrivalsOfLine([on("2027-03-01", 30), on("2027-03-09", 6), on("2027-03-09", 4)])).toEqual([
    { receivedOn: "2027-03-01", units: 30, share: 0.75 },
    { receivedOn: "2027-03-09", units: 10, share: 0.25 },
  ]);
});

test("a receipt of negative units takes back the latest before it, and no more than came", () => {
  expect(arrivalsOfLine([on("2027-03-01", 5), on("2027-03-02", 5), on("2027-03-03", -7)])).toEqual([
    { receivedOn: "2027-03-01", units: 3, share: 1 },
  ]);
  expect(arrivalsOfLine([on("2027-03-01", 5), on("2027-03-01", -5)])).toEqual([]);
  expect(arrivalsOfLine([on("2027-03-01", -5), on("2027-03-02", 2)])).toEqual([
    { receivedOn: "2027-03-02", units: 2, share: 1 },
  ]);
});

test("a line weighs as one, however often it came", () => {
  const receipt = fc.record({
    receivedOn: fc.constantFrom("2027-03-01", "2027-03-02"),
    units: fc.integer({ min: -9, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(receipt), (receipts) => {
      const arrivals = arrivalsOfLine(receipts);
      expect(arrivals.every(({ units }) => units > 0)).toBe(true);
      if (arrivals.length > 0) expect(arrivals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    }),
  );
});
