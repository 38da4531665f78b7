import type { Replayed } from "./replay.ts";
import { views } from "./views-of-record.ts";

/** Days after which how well a view told counts half. */
const halfLifeDays = 730;
/** How much more what a view told of this very supplier counts than what it told of another: more would trust its noise. */
const ownTimes = 3;

/**
 * How far each of `views` is trusted on a day, in sum 1: exponentially less with each loss beyond the best's, counted in
 * mean losses (the "hedge" of Freund and Schapire, 1997). With nothing replayed yet, all alike.
 */
export function trustInViews(replayed: readonly Replayed[], day: number, supplierId: string | null): number[] {
  const losses = new Float64Array(views.length);
  let sum = 0;
  let count = 0;
  for (const { shipment, losses: told } of replayed) {
    if (shipment.receivedOn > day) continue;
    const isOwn = supplierId !== null && shipment.supplierId === supplierId;
    const weight = 2 ** ((shipment.receivedOn - day) / halfLifeDays) * (isOwn ? ownTimes : 1);
    count += weight;
    told.forEach((loss, index) => {
      losses[index] = (losses[index] ?? 0) + weight * loss;
      sum += weight * loss;
    });
  }
  const mean = count === 0 ? 0 : sum / count / views.length;
  if (mean === 0) return views.map(() => 1 / views.length);
  const least = Math.min(...losses);
  const trust = Array.from(losses, (loss) => Math.exp((least - loss) / mean));
  const total = trust.reduce((all, each) => all + each, 0);
  return trust.map((each) => each / total);
}
