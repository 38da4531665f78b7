/** One way to read a record: how fast the past fades, and how much the supplier's own past counts. */
export interface View {
  /** Days after which a delivery counts half. */
  halfLifeDays: number;
  /** Receipts that all suppliers together weigh against the supplier's own. */
  priorReceipts: number;
}

export const halfLives: readonly number[] = [60, 180, 720, 7_200];
const priors = [0.5, 3, 20] as const;

/**
 * Views from "only this quarter" to "all the past alike", each with little, some and much trust in all suppliers. None is
 * right for every shop, so none is chosen by us: what counts is how well each would have told what came (`trustInViews`).
 */
export const views: readonly View[] = halfLives.flatMap((halfLifeDays) =>
  priors.map((priorReceipts) => ({ halfLifeDays, priorReceipts })),
);
