import type { Shipment } from "./shipments.ts";

/** The latest shipments that a trend is drawn from. */
const mostShipments = 100;
/** Of fewer no trend can be told from chance. */
const leastShipments = 8;
/** Where more of them came equally late, there is no trend in how late they come, only in how often. */
const mostAlike = 1 / 3;
/** How many times its standard error a trend must be before anything of it counts. */
const leastErrors = 1.5;

/** By how many days lateness rises a day, and since when. */
interface LatenessTrend {
  perDay: number;
  fromDay: number;
}

/**
 * The trend in one supplier's lateness; null: none. It is the median of the slopes between any two shipments (Theil, 1950;
 * Sen, 1968), which no freak moves. It counts by how much it is more than chance (Kendall's rank test, 1938), shrunk as
 * James and Stein (1961) do: nothing of it at one and a half standard errors, half at two, most at four.
 */
export function trendOf(shipments: readonly Shipment[]): LatenessTrend | null {
  const latest = shipments
    .filter(({ isFreak }) => !isFreak)
    .toSorted((one, other) => one.dueOn - other.dueOn || one.daysLate - other.daysLate)
    .slice(-mostShipments);
  if (latest.length < leastShipments) return null;
  const alike = [...countsOf(latest).values()];
  if (Math.max(...alike) > mostAlike * latest.length) return null;
  const { slopes, rises } = slopesOf(latest);
  const chance = (leastErrors ** 2 * varianceOfRises(latest.length, alike)) / rises ** 2;
  // Clustering only ever makes it more.
  if (!(chance < 1)) return null;
  const perDay = medianOf(slopes);
  const counted = 1 - chance * clustering(latest, perDay);
  return counted > 0 && perDay !== 0 ? { perDay: perDay * counted, fromDay: latest[0]?.dueOn ?? 0 } : null;
}

function countsOf(latest: readonly Shipment[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { daysLate } of latest) counts.set(daysLate, (counts.get(daysLate) ?? 0) + 1);
  return counts;
}

/** Between any two that were due on different days, and how many more of them rise than fall. */
function slopesOf(latest: readonly Shipment[]): { slopes: Float64Array; rises: number } {
  const dueOn = Float64Array.from(latest, (each) => each.dueOn);
  const daysLate = Float64Array.from(latest, (each) => each.daysLate);
  const slopes = new Float64Array((latest.length * (latest.length - 1)) / 2);
  let count = 0;
  let rises = 0;
  for (let later = 1; later < latest.length; later += 1) {
    const [due = 0, late = 0] = [dueOn[later], daysLate[later]];
    for (let earlier = 0; earlier < later; earlier += 1) {
      const days = due - (dueOn[earlier] ?? due);
      if (days === 0) continue;
      const more = late - (daysLate[earlier] ?? late);
      rises += Math.sign(more);
      slopes[count] = more / days;
      count += 1;
    }
  }
  return { slopes: slopes.subarray(0, count), rises };
}

/** Of Kendall's count of rises less falls, where there is no trend; `alike`: how many are tied with one another. */
function varianceOfRises(count: number, alike: readonly number[]): number {
  const spread = (of: number): number => of * (of - 1) * (2 * of + 5);
  return alike.reduce((left, ties) => left - spread(ties), spread(count)) / 18;
}

/**
 * How much further chance goes because one late shipment follows another, (1 + r) / (1 − r), after Hamed and Rao (1998):
 * r is the correlation of the ranks, cleared of the trend, from one shipment to the next.
 */
function clustering(latest: readonly Shipment[], perDay: number): number {
  const cleared = latest.map(({ daysLate, dueOn }) => daysLate - perDay * dueOn);
  const ranks = new Float64Array(latest.length);
  cleared
    .map((days, index) => ({ days, index }))
    .sort((one, other) => one.days - other.days)
    .forEach(({ index }, rank) => {
      ranks[index] = rank - (latest.length - 1) / 2;
    });
  let together = 0;
  let alone = 0;
  ranks.forEach((rank, index) => {
    together += rank * (ranks[index - 1] ?? 0);
    alone += rank ** 2;
  });
  const r = Math.max(0, together / alone);
  return (1 + r) / (1 - r);
}

function medianOf(numbers: Float64Array): number {
  const sorted = numbers.toSorted();
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
