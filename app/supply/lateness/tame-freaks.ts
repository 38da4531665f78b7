import type { Delivery } from "./delivery.ts";

/** A lone delivery may lie so many times as far out as the next one does from the middle, and a week. */
const times = 1;
const weekDays = 7;
/** With so many receipts two weeks, and with fewer more: from three receipts nobody knows the second way a supplier has. */
const twoWeeksAt = 10;
/** Of fewer nobody can say what is usual. */
const least = 3;

/**
 * A supplier's one latest, and one earliest, delivery day late counts no further than a bound drawn from its other ones:
 * a lorry that burned is no habit. Two of a kind are one, and count in full.
 */
export function tameFreaks(deliveries: readonly Delivery[]): Delivery[] {
  const bySupplier = new Map<string, number[]>();
  const seen = new Set<string>();
  for (const { supplierId, dueOn, receivedOn, daysLate } of deliveries) {
    const key = `${dueOn} ${receivedOn} ${daysLate} ${supplierId}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const days = bySupplier.get(supplierId);
    if (days === undefined) bySupplier.set(supplierId, [daysLate]);
    else days.push(daysLate);
  }
  const bounds = new Map<string, Bounds>();
  for (const [supplierId, days] of bySupplier) bounds.set(supplierId, boundsOf(days));
  return deliveries.map((delivery) => {
    const bound = bounds.get(delivery.supplierId);
    if (bound === undefined) return delivery;
    const daysLate = tamed(delivery.daysLate, bound);
    return daysLate === delivery.daysLate ? delivery : { ...delivery, daysLate, isFreak: true };
  });
}

interface Bounds {
  least: number;
  most: number;
  /** What a freak counts as: as far out as the next one. */
  secondLeast: number;
  secondMost: number;
}

const tamed = (daysLate: number, { least, most, secondLeast, secondMost }: Bounds): number =>
  daysLate > most ? secondMost : daysLate < least ? secondLeast : daysLate;

function boundsOf(days: readonly number[]): Bounds {
  const sorted = days.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const [secondLeast, secondMost] = [sorted[1] ?? 0, sorted.at(-2) ?? 0];
  if (days.length < least) return { least: -Infinity, most: Infinity, secondLeast, secondMost };
  const spare = weekDays * (1 + twoWeeksAt / days.length);
  return {
    least: secondLeast - times * Math.abs(middle - secondLeast) - spare,
    most: secondMost + times * Math.abs(secondMost - middle) + spare,
    secondLeast,
    secondMost,
  };
}
