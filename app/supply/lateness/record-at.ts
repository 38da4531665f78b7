import type { Distribution } from "./distribution.ts";
import type { Shipment } from "./shipments.ts";
import { trendOf } from "./trend-of.ts";
import { halfLives, views } from "./views-of-record.ts";

/** What the stated date weighs among all suppliers: that many receipts on their very day, until there are receipts. */
const statedReceipts = 5;

/** The record as it stood on a day: of one supplier among all. */
export interface RecordAt {
  /** Seen as these views, each as heavy as it is trusted. */
  mixed: (trust: readonly number[]) => Distribution;
  /** Of one variant, leaning on the supplier's distribution as on so many receipts. */
  ofVariant: (variantId: string, trust: readonly number[], leanReceipts: number) => Distribution;
  /** Lines of the supplier received by then, parts of them as parts. */
  lineCount: number;
}

/** What each shipment counts as the past fades with one half-life, and the sums of all and of the supplier's own. */
interface Faded {
  weights: Float64Array;
  all: number;
  own: number;
}

/**
 * @param shipments the least late first. Those received after `day`, and `left`, are not looked at.
 * @param supplierId null: all suppliers are its own.
 */
export function recordAt(
  shipments: readonly Shipment[],
  day: number,
  supplierId: string | null,
  left: Shipment | null = null,
): RecordAt {
  const known = knownWithStated(movedAlongTrend(shipments, day, supplierId, left), day, left);
  const days = known.map((shipment) => shipment?.daysLate ?? 0);
  const isOwn = known.map((each) => each !== null && (supplierId === null || each.supplierId === supplierId));
  let lineCount = 0;
  for (const each of shipments)
    if (each.receivedOn <= day && each !== left && (supplierId === null || each.supplierId === supplierId))
      lineCount += each.lineCount;
  const faded = halfLives.map((halfLife) => fade(known, isOwn, day, halfLife));

  const mixed = (trust: readonly number[]): Distribution => {
    const masses = new Float64Array(known.length);
    faded.forEach(({ weights, all, own }, at) => {
      // A view is the supplier's own receipts and, weighing `priorReceipts`, all suppliers'.
      let ofOwn = 0;
      let ofAll = 0;
      views.forEach(({ halfLifeDays, priorReceipts }, view) => {
        if (halfLifeDays !== halfLives[at]) return;
        const share = (trust[view] ?? 0) / (own + priorReceipts);
        ofOwn += share;
        ofAll += (share * priorReceipts) / all;
      });
      if (ofOwn === 0) return;
      for (let index = 0; index < masses.length; index += 1) {
        const factor = isOwn[index] === true ? ofOwn + ofAll : ofAll;
        masses[index] = (masses[index] ?? 0) + (weights[index] ?? 0) * factor;
      }
    });
    return { days, masses };
  };
  return {
    lineCount,
    mixed,
    ofVariant(variantId, trust, leanReceipts) {
      const { masses: ofSupplier } = mixed(trust);
      const masses = new Float64Array(known.length);
      faded.forEach(({ weights }, at) => {
        const share = views.reduce(
          (sum, { halfLifeDays }, view) => sum + (halfLifeDays === halfLives[at] ? (trust[view] ?? 0) : 0),
          0,
        );
        const own = known.map((each, index) =>
          each === null || isOwn[index] !== true
            ? 0
            : ((weights[index] ?? 0) * (each.linesOf.get(variantId) ?? 0)) / each.lineCount,
        );
        const total = own.reduce((sum, weight) => sum + weight, 0) + leanReceipts;
        own.forEach((weight, index) => {
          masses[index] = (masses[index] ?? 0) + (share * (weight + leanReceipts * (ofSupplier[index] ?? 0))) / total;
        });
      });
      return { days, masses };
    },
  };
}

/**
 * Where the supplier's lateness has a trend, its shipments as they would be if they were due on the day. It is carried no
 * further than that: whether it goes on is not known.
 */
function movedAlongTrend(
  shipments: readonly Shipment[],
  day: number,
  supplierId: string | null,
  left: Shipment | null,
): readonly Shipment[] {
  const isOwn = (each: Shipment): boolean => each.supplierId === supplierId && each.receivedOn <= day && each !== left;
  const own = supplierId === null ? [] : shipments.filter(isOwn);
  const trend = trendOf(own);
  if (trend === null) return shipments;
  // Nothing is told that this supplier never did.
  const [least, most] = [own[0]?.daysLate ?? 0, own.at(-1)?.daysLate ?? 0];
  return shipments
    .filter((each) => !isOwn(each) || each.dueOn >= trend.fromDay)
    .map((each) => {
      if (!isOwn(each)) return each;
      const daysLate = each.daysLate + trend.perDay * (day - each.dueOn);
      return { ...each, daysLate: Math.max(least, Math.min(most, daysLate)) };
    })
    .sort((one, other) => one.daysLate - other.daysLate);
}

/** Those known on the day, and in its place among them one that stands for the stated date: null. */
function knownWithStated(shipments: readonly Shipment[], day: number, left: Shipment | null): (Shipment | null)[] {
  const known: (Shipment | null)[] = [];
  let hasStated = false;
  for (const shipment of shipments) {
    if (!hasStated && shipment.daysLate >= 0) {
      known.push(null);
      hasStated = true;
    }
    if (shipment.receivedOn <= day && shipment !== left) known.push(shipment);
  }
  if (!hasStated) known.push(null);
  return known;
}

function fade(known: readonly (Shipment | null)[], isOwn: readonly boolean[], day: number, halfLife: number): Faded {
  const weights = new Float64Array(known.length);
  let all = 0;
  let own = 0;
  for (let index = 0; index < known.length; index += 1) {
    const shipment = known[index] ?? null;
    const weight = shipment === null ? statedReceipts : shipment.weight * 2 ** ((shipment.receivedOn - day) / halfLife);
    weights[index] = weight;
    all += weight;
    if (isOwn[index] === true) own += weight;
  }
  return { weights, all, own };
}
