import { type LineUnits, openUnits } from "./line-units.ts";

export interface TotalledLine extends LineUnits {
  /** Per unit, in the order's currency; null: not known. */
  priceMinor: number | null;
}

export interface OrderTotals {
  orderedUnits: number;
  receivedUnits: number;
  closedUnits: number;
  openUnits: number;
  /** Of the lines with a price. */
  totalMinor: number;
  unpricedLines: number;
}

export function orderTotals(lines: readonly TotalledLine[]): OrderTotals {
  const sum = (of: (line: TotalledLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    orderedUnits: sum((line) => line.orderedUnits),
    receivedUnits: sum((line) => line.receivedUnits),
    closedUnits: sum((line) => line.closedUnits),
    openUnits: sum(openUnits),
    totalMinor: sum((line) => (line.priceMinor ?? 0) * line.orderedUnits),
    unpricedLines: lines.filter(({ priceMinor }) => priceMinor === null).length,
  };
}
