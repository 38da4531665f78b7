import { onTimeOf, saysEnough } from "./on-time-of.ts";

/** A line, or the part of it that came on one day. */
export interface ScoredDelivery {
  /** Day number. */
  dueOn: number;
  receivedOn: number;
  /** On the supplier's open days; below 0: early. */
  daysLate: number;
  share?: number;
}

/** A line of which nothing more will come. */
export interface EndedLine {
  orderedUnits: number;
  receivedUnits: number;
}

export interface SupplierScore {
  /** Lines received, parts of them as parts. */
  receiptCount: number;
  /** Below 5 receipts nothing is said, from 20 on it is sure. */
  confidence: "none" | "not-enough" | "some" | "sure";
  /** Null where nothing is said. */
  figures: SupplierFigures | null;
  /** Units that came of those ordered, 0 to 1, of lines that have ended; null: none has. */
  fillRate: number | null;
}

export interface SupplierFigures {
  /** Came on the stated day or before, 0 to 1. `from`–`to`: where it lies with 90 % probability. */
  onTime: { share: number; from: number; to: number };
  medianDays: number;
  /** 9 of 10 receipts came no later. */
  mostDays: number;
  trend: Trend | null;
  worth: TermWorth[];
}

export interface Trend {
  direction: "better" | "worse" | "steady";
  /** Mean days late of the later half less that of the earlier half. */
  days: number;
  /** Probability, 0 to 1, that two halves of one unchanged record differ less than these do. */
  certainty: number;
}

/** What a better term would be worth. */
interface TermWorth {
  term: "half-as-late" | "on-time";
  /** Days by which 9 of 10 receipts would come earlier at the latest. */
  days: number;
  /** Units of stock that need not be kept for them: these days times what is sold a day of what the supplier brings. */
  units: number;
}

const sureReceipts = 20;
/** Each half of a trend needs some. */
const leastForTrend = 10;
/** A change is called one from this certainty on. */
const callsChange = 0.9;

/**
 * A supplier's scorecard from what it delivered.
 * @param soldUnitsADay of the variants it supplies.
 */
export function scoreSupplier(
  deliveries: readonly ScoredDelivery[],
  ended: readonly EndedLine[],
  soldUnitsADay: number,
): SupplierScore {
  const { receiptCount, onTimeCount } = onTimeOf(deliveries);
  const rounded = Math.round(receiptCount);
  const confidence =
    rounded === 0 ? "none" : !saysEnough(receiptCount) ? "not-enough" : rounded < sureReceipts ? "some" : "sure";
  return {
    receiptCount: rounded,
    confidence,
    figures: saysEnough(receiptCount) ? figuresOf(deliveries, receiptCount, onTimeCount, soldUnitsADay) : null,
    fillRate: fillRateOf(ended),
  };
}

function figuresOf(
  deliveries: readonly ScoredDelivery[],
  count: number,
  onTimeCount: number,
  soldUnitsADay: number,
): SupplierFigures {
  const late = deliveries.toSorted((one, other) => one.daysLate - other.daysLate);
  const onTime = onTimeCount / count;
  const mostDays = quantileOf(late, 0.9 * count);
  const worthOf = (term: TermWorth["term"], days: number): TermWorth => ({ term, days, units: days * soldUnitsADay });
  return {
    onTime: { share: onTime, ...wilson(onTime, count) },
    medianDays: quantileOf(late, 0.5 * count),
    mostDays,
    trend: trendOf(deliveries),
    worth:
      mostDays <= 0 ? [] : [worthOf("half-as-late", mostDays - Math.floor(mostDays / 2)), worthOf("on-time", mostDays)],
  };
}

function quantileOf(sorted: readonly ScoredDelivery[], wanted: number): number {
  let sum = 0;
  for (const { daysLate, share = 1 } of sorted) {
    sum += share;
    if (sum >= wanted - 1e-9) return daysLate;
  }
  return sorted.at(-1)?.daysLate ?? 0;
}

function fillRateOf(ended: readonly EndedLine[]): number | null {
  const ordered = ended.reduce((sum, { orderedUnits }) => sum + orderedUnits, 0);
  if (ordered === 0) return null;
  // What came too much of one line makes up for nothing of another.
  return ended.reduce((sum, line) => sum + Math.min(line.orderedUnits, line.receivedUnits), 0) / ordered;
}

/** 90 % of the normal distribution lie within so many standard deviations. */
const z90 = 1.6449;

/** Wilson's score interval (1927): it holds with few receipts and at 100 %. */
function wilson(share: number, count: number): { from: number; to: number } {
  const square = (z90 * z90) / count;
  const middle = (share + square / 2) / (1 + square);
  const half = (z90 * Math.sqrt((share * (1 - share)) / count + square / (4 * count))) / (1 + square);
  return { from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}

/**
 * The later half of the receipts, by due day, against the earlier half: Mann and Whitney's rank test (1947) with ties, so
 * that one freak makes no trend.
 */
function trendOf(deliveries: readonly ScoredDelivery[]): Trend | null {
  if (deliveries.length < leastForTrend) return null;
  const inTime = deliveries.toSorted((one, other) => one.dueOn - other.dueOn || one.receivedOn - other.receivedOn);
  const half = Math.floor(inTime.length / 2);
  const earlier = inTime.slice(0, half).map(({ daysLate }) => daysLate);
  const later = inTime.slice(half).map(({ daysLate }) => daysLate);
  let wins = 0;
  for (const late of later) for (const early of earlier) wins += late > early ? 1 : late === early ? 0.5 : 0;
  const [n, m] = [later.length, earlier.length];
  const counts = new Map<number, number>();
  for (const { daysLate } of inTime) counts.set(daysLate, (counts.get(daysLate) ?? 0) + 1);
  const ties = [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
  const all = n + m;
  const variance = ((n * m) / 12) * (all + 1 - ties / (all * (all - 1)));
  const distance = Math.max(0, Math.abs(wins - (n * m) / 2) - 0.5);
  const certainty = variance === 0 ? 0 : 1 - 2 * upperTail(distance / Math.sqrt(variance));
  const isLater = wins > (n * m) / 2;
  const mean = (days: readonly number[]): number => days.reduce((sum, each) => sum + each, 0) / days.length;
  return {
    direction: certainty < callsChange ? "steady" : isLater ? "worse" : "better",
    days: mean(later) - mean(earlier),
    certainty,
  };
}

/** Of the normal distribution; Abramowitz and Stegun 26.2.17, off by 7.5e-8 at most. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
}
