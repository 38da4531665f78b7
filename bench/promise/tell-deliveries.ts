import type { Delivery } from "../../app/supply/lateness/delivery.ts";
import { fitLateness } from "../../app/supply/lateness/fit-lateness.ts";
import { latenessAt } from "../../app/supply/lateness/lateness-quantiles.ts";
import type { ReplayMemory } from "../../app/supply/lateness/replay.ts";
import { empiricalQuantiles } from "./empirical-quantiles.ts";
import { addScore, levels, noScore, type Score } from "./score.ts";

export const aheadDays = 30;

export type Teller = "model" | "stated date" | "all suppliers" | "own record";

export interface Told {
  scores: Record<Teller, Score>;
  /** The same by the year of the due day. */
  byYear: Map<number, Record<Teller, Score>>;
  /** Deliveries that had come before anybody was asked: each is told without its own shipment. */
  earlyCount: number;
}

/**
 * Rolling origin: each delivery is told 30 days before its due day from what had been received by then, by the model and
 * by the three baselines. A shipment that had come by then itself is left out of what it is told from.
 */
export function tellDeliveries(deliveries: readonly Delivery[]): Told {
  const told: Told = { scores: noScores(), byYear: new Map(), earlyCount: 0 };
  const memory: ReplayMemory = new Map();
  for (const [first, ...others] of askedTogether(deliveries)) {
    if (first === undefined) continue;
    const askedOn = first.dueOn - aheadDays;
    const isEarly = first.receivedOn <= askedOn;
    const known = deliveries.filter((each) => each.receivedOn <= askedOn && !(isEarly && isOfShipment(each, first)));
    const own = known.filter(({ supplierId }) => supplierId === first.supplierId);
    const quantiles = fitLateness(known, askedOn, { aheadDays, memory })?.quantilesOf(first.supplierId, null);
    const answers: Record<Teller, number[]> = {
      model: levels.map((level) => (quantiles === undefined ? 0 : latenessAt(quantiles, level))),
      "stated date": levels.map(() => 0),
      "all suppliers": empiricalQuantiles(known.map(({ daysLate }) => daysLate)),
      "own record": empiricalQuantiles(own.map(({ daysLate }) => daysLate)),
    };
    const year = new Date(first.dueOn * 86_400_000).getUTCFullYear();
    const ofYear = told.byYear.get(year) ?? noScores();
    told.byYear.set(year, ofYear);
    for (const { daysLate } of [first, ...others]) {
      if (isEarly) told.earlyCount += 1;
      for (const teller of tellers) {
        addScore(told.scores[teller], daysLate, answers[teller]);
        addScore(ofYear[teller], daysLate, answers[teller]);
      }
    }
  }
  return told;
}

export const tellers: readonly Teller[] = ["model", "stated date", "all suppliers", "own record"];

const noScores = (): Record<Teller, Score> => ({
  model: noScore(),
  "stated date": noScore(),
  "all suppliers": noScore(),
  "own record": noScore(),
});

const isOfShipment = (one: Delivery, other: Delivery): boolean =>
  one.supplierId === other.supplierId && one.dueOn === other.dueOn && one.receivedOn === other.receivedOn;

/** Deliveries that are told the same: of one supplier and due day, and of one shipment where that had come already. */
function askedTogether(deliveries: readonly Delivery[]): Delivery[][] {
  const asked = new Map<string, Delivery[]>();
  for (const delivery of deliveries.toSorted((one, other) => one.dueOn - other.dueOn)) {
    const { supplierId, dueOn, receivedOn } = delivery;
    const key = `${supplierId} ${dueOn} ${receivedOn <= dueOn - aheadDays ? receivedOn : ""}`;
    asked.set(key, [...(asked.get(key) ?? []), delivery]);
  }
  return [...asked.values()];
}
