import type { Distribution } from "./distribution.ts";
import type { Shipment } from "./shipments.ts";
import { halfLives, type View, views } from "./views-of-record.ts";

/** What the stated date weighs among all suppliers: that many receipts on their very day, until there are receipts. */
const statedReceipts = 5;

/** The record as it stood on a day: of one supplier among all. */
export interface RecordAt {
  /** Seen as these views, each as heavy as it is trusted. */
  mixed: (trust: readonly number[]) => Distribution;
  /** Of one variant, leaning on the supplier's distribution as on so many receipts. */
  ofVariant: (variantId: string, trust: readonly number[], leanReceipts: number) => Distribution;
  /** Receipts that count, the old ones for less, as the views see it on average. */
  lineCount: number;
}

interface Faded {
  /** What each shipment counts among all suppliers; the last is the stated date's. */
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
  const zeroAt = firstFrom(shipments, 0);
  // The stated date is one more shipment, in its place among them.
  const ordered: (Shipment | null)[] = [...shipments.slice(0, zeroAt), null, ...shipments.slice(zeroAt)];
  const days = ordered.map((shipment) => shipment?.daysLate ?? 0);
  const isOwn = ordered.map(
    (shipment) => shipment !== null && (supplierId === null || shipment.supplierId === supplierId),
  );
  let lineCount = 0;
  ordered.forEach((shipment, index) => {
    if (shipment !== null && isOwn[index] === true && shipment.receivedOn <= day && shipment !== left)
      lineCount += shipment.lineCount;
  });
  const faded = halfLives.map((halfLife): Faded => {
    const weights = new Float64Array(ordered.length);
    let all = 0;
    let own = 0;
    ordered.forEach((shipment, index) => {
      const weight =
        shipment === null
          ? statedReceipts
          : shipment.receivedOn > day || shipment === left
            ? 0
            : shipment.weight * 2 ** ((shipment.receivedOn - day) / halfLife);
      weights[index] = weight;
      all += weight;
      if (isOwn[index] === true) own += weight;
    });
    return { weights, all, own };
  });

  /** Own receipts, and the prior's as all suppliers have them: both of one half-life. */
  const add = (masses: Float64Array, { weights, all, own }: Faded, { priorReceipts }: View, share: number): void => {
    const ofOwn = share / (own + priorReceipts);
    const ofAll = (share * priorReceipts) / (all * (own + priorReceipts));
    weights.forEach((weight, index) => {
      if (weight > 0) masses[index] = (masses[index] ?? 0) + weight * ((isOwn[index] === true ? ofOwn : 0) + ofAll);
    });
  };
  const mixed = (trust: readonly number[]): Distribution => {
    const masses = new Float64Array(ordered.length);
    views.forEach((view, index) => {
      const record = faded[halfLives.indexOf(view.halfLifeDays)];
      const share = trust[index] ?? 0;
      if (record !== undefined && share > 0) add(masses, record, view, share);
    });
    return { days, masses };
  };
  return {
    lineCount,
    mixed,
    ofVariant(variantId, trust, leanReceipts) {
      const { masses: ofSupplier } = mixed(trust);
      const masses = new Float64Array(ordered.length);
      views.forEach((view, viewIndex) => {
        const record = faded[halfLives.indexOf(view.halfLifeDays)];
        const share = trust[viewIndex] ?? 0;
        if (record === undefined || share === 0) return;
        const own = ordered.map((shipment, index) =>
          shipment === null || isOwn[index] !== true
            ? 0
            : ((record.weights[index] ?? 0) * (shipment.linesOf.get(variantId) ?? 0)) / shipment.lineCount,
        );
        const sum = own.reduce((total, weight) => total + weight, 0) + leanReceipts;
        own.forEach((weight, index) => {
          masses[index] = (masses[index] ?? 0) + (share * (weight + leanReceipts * (ofSupplier[index] ?? 0))) / sum;
        });
      });
      return { days, masses };
    },
  };
}

function firstFrom(shipments: readonly Shipment[], daysLate: number): number {
  const found = shipments.findIndex((shipment) => shipment.daysLate >= daysLate);
  return found === -1 ? shipments.length : found;
}
