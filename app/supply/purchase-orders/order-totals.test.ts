import { expect, test } from "vitest";
import { orderTotals } from "./order-totals.ts";

test("an order's totals are those of its lines; a line without a price is named, not counted as free", () => {
  expect(
    orderTotals([
      { orderedUnits: 10, receivedUnits: 4, closedUnits: 1, priceMinor: 250 },
      { orderedUnits: 2, receivedUnits: 3, closedUnits: 0, priceMinor: null },
    ]),
  ).toEqual({
    orderedUnits: 12,
    receivedUnits: 7,
    closedUnits: 1,
    openUnits: 5,
    totalMinor: 2500,
    unpricedLines: 1,
  });
  expect(orderTotals([])).toMatchObject({ orderedUnits: 0, totalMinor: 0 });
});
