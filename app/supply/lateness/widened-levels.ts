import type { Replayed } from "./replay.ts";

/** Days after which a promise that was kept or broken counts half. */
const halfLifeDays = 180;
/** What all suppliers' replayed shipments weigh together beside a supplier's own. */
const mostOfOthers = 100;
/** How much more one of the supplier's own says of its promises than its place among all would: two peaks, say, are its alone. */
const ownTimes = 2;
/** Replayed shipments that have to weigh together before what they say counts half. */
const halfTrusted = 10;
/** Lines that had to be known in the shop before a replayed promise counts half: with few, every promise is poor. */
const halfKnownLines = 200;
/** Standard errors that chance is allowed before a level is called broken. */
const chance = 0.8;
/**
 * So near to the end of all levels chance is allowed nothing: few promises speak of it, and a broken one costs nineteen kept.
 * From three times as far on it is allowed in full, and between the two in part: at 90 % a broken one costs nine.
 */
const outermost = 0.05;
/** Of a receipt more that a record is read as if it had: between none, and the one that exchangeable receipts ask for. */
const oneMore = 0.25;

export interface WhoseLevels {
  day: number;
  /** Null: all suppliers. */
  supplierId: string | null;
  /** Receipts that the record rests on. */
  knownLines: number;
}

/**
 * The levels to read off so that as many promises are kept as the levels say, going by the promises replayed: if only
 * 84 of 100 were kept that were told at 90 %, the level is read where 90 of them would have been, less what chance
 * explains. It only ever widens a window: where most deliveries come on their very day more than the level is kept, and
 * narrowing would break that. This is conformal calibration on the past's own forecasts (Vovk, Gammerman and Shafer,
 * "Algorithmic Learning in a Random World", 2005). The median is left as it is.
 */
export function widenedLevels(levels: readonly number[], replayed: readonly Replayed[], whose: WhoseLevels): number[] {
  const asked = levels.map((level) => level + (oneMore * outward(level)) / (whose.knownLines + 1));
  const { late, early, total, effective } = rankedPromises(replayed, whose);
  if (total === 0) return asked;
  const trust = total / (total + halfTrusted);
  return asked.map((level) => {
    if (level === 0.5) return level;
    const error = chanceAt(level) * Math.sqrt((level * (1 - level)) / effective);
    const needed =
      level > 0.5
        ? Math.max(level, valueAt(late, level * total) - error)
        : Math.min(level, valueAt(early, level * total) + error);
    return trust * needed + (1 - trust) * level;
  });
}

function chanceAt(level: number): number {
  const fromEnd = Math.min(level, 1 - level);
  return chance * Math.max(0, Math.min(1, (fromEnd - outermost) / (2 * outermost)));
}

/** Towards the end that the level is nearer to, and never half of the way there. */
const outward = (level: number): number =>
  level === 0.5 ? 0 : level > 0.5 ? Math.min(level, 2 * (1 - level)) : -Math.min(1 - level, 2 * level);

type Ranked = { value: number; weight: number }[];

function rankedPromises(
  replayed: readonly Replayed[],
  { day, supplierId, knownLines }: WhoseLevels,
): { late: Ranked; early: Ranked; total: number; effective: number } {
  const known = replayed.filter(({ shipment }) => shipment.receivedOn <= day && !shipment.isFreak);
  const faded = known.map(
    ({ shipment, knownLines: then, shopLines }) =>
      shipment.weight *
      2 ** ((shipment.receivedOn - day) / halfLifeDays) *
      (shopLines / (shopLines + halfKnownLines)) *
      // A promise made from 3 receipts says little of one made from 300.
      (supplierId === null ? 1 : ((Math.min(then, knownLines) + 1) / (Math.max(then, knownLines) + 1)) ** 2),
  );
  const all = sum(faded);
  const weights = faded.map((weight, index) => {
    const isOwn = supplierId !== null && known[index]?.shipment.supplierId === supplierId;
    return weight * ((isOwn ? ownTimes : 0) + Math.min(mostOfOthers, all) / all);
  });
  const total = sum(weights);
  return {
    late: ranked(
      known.map(({ below }) => below),
      weights,
    ),
    early: ranked(
      known.map(({ upTo }) => upTo),
      weights,
    ),
    total,
    effective: total ** 2 / sum(weights.map((weight) => weight ** 2)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const ranked = (values: readonly number[], weights: readonly number[]): Ranked =>
  values.map((value, index) => ({ value, weight: weights[index] ?? 0 })).sort((one, other) => one.value - other.value);

function valueAt(all: Ranked, wanted: number): number {
  let upTo = 0;
  for (const { value, weight } of all) {
    upTo += weight;
    // A promise is kept where less than its level lies below: a hair more is needed.
    if (upTo >= wanted * (1 - 1e-9)) return Math.min(1, value + 1e-6);
  }
  return 1;
}
