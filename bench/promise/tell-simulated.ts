import { fitLateness } from "../../app/supply/lateness/fit-lateness.ts";
import { latenessAt } from "../../app/supply/lateness/lateness-quantiles.ts";
import { empiricalQuantiles } from "./empirical-quantiles.ts";
import { expectedPinball, keptRate, quantileOf } from "./normal-mixture.ts";
import { randomFrom } from "./random-from.ts";
import { levels } from "./score.ts";
import { deliveriesOf, type Kind, kinds, makeSupplier } from "./simulated-suppliers.ts";
import { aheadDays } from "./tell-deliveries.ts";

export const receiptCounts = [3, 5, 10, 20, 50, 100, 200] as const;

export interface Simulated {
  kind: Kind;
  receiptCount: number;
  /** Percent of each level, expected over the truth. */
  kept: number[];
  /** Expected losses over the levels in days, means over the suppliers. */
  loss: number;
  oracleLoss: number;
  ownLoss: number;
}

const nowOn = 16_801;

/**
 * Shops of ten suppliers, two of each kind, all with so many receipts; the next delivery of each, due in 30 days, is told
 * and held against the distribution it comes from.
 */
export function tellSimulated(
  suppliersAKind: number,
  seed: number,
  counts: readonly number[] = receiptCounts,
): Simulated[] {
  const sums = new Map<string, Simulated>();
  const aShop = 2;
  for (const receiptCount of counts) {
    for (let shop = 0; shop < suppliersAKind / aShop; shop += 1) {
      const random = randomFrom(seed + shop * 1_000 + receiptCount);
      const suppliers = Array.from({ length: kinds.length * aShop }, (_, index) =>
        makeSupplier(kinds[index % kinds.length] ?? "steady", `supplier ${index}`, random, nowOn),
      );
      const records = suppliers.map((supplier) => deliveriesOf(supplier, receiptCount, nowOn, random));
      const fit = fitLateness(records.flat(), nowOn, { aheadDays });
      suppliers.forEach(({ kind, id, truth }, index) => {
        const mixture = truth(nowOn + aheadDays);
        const quantiles = fit?.quantilesOf(id, null);
        const told = levels.map((level) => (quantiles === undefined ? 0 : latenessAt(quantiles, level)));
        const own = empiricalQuantiles((records[index] ?? []).map(({ daysLate }) => daysLate));
        const lossOf = (days: readonly number[]): number =>
          levels.reduce((sum, level, at) => sum + expectedPinball(mixture, level, days[at] ?? 0), 0) / levels.length;
        const key = `${kind} ${receiptCount}`;
        const sum = sums.get(key) ?? {
          kind,
          receiptCount,
          kept: levels.map(() => 0),
          loss: 0,
          oracleLoss: 0,
          ownLoss: 0,
        };
        sums.set(key, sum);
        levels.forEach((_, at) => {
          sum.kept[at] = (sum.kept[at] ?? 0) + (100 * keptRate(mixture, told[at] ?? 0)) / suppliersAKind;
        });
        sum.loss += lossOf(told) / suppliersAKind;
        sum.oracleLoss += lossOf(levels.map((level) => quantileOf(mixture, level))) / suppliersAKind;
        sum.ownLoss += lossOf(own) / suppliersAKind;
      });
    }
  }
  return [...sums.values()];
}
