interface Received {
  /** On the supplier's open days; below 0: early. */
  daysLate: number;
  /** Of all that came of the line. */
  share?: number;
}

/** Below, a share would be chance. */
const fewReceipts = 5;

/** Lines received, parts of them as parts, and how many of them came on their day or before. */
export function onTimeOf(deliveries: Iterable<Received>): { receiptCount: number; onTimeCount: number } {
  let [receiptCount, onTimeCount] = [0, 0];
  for (const { daysLate, share = 1 } of deliveries) {
    receiptCount += share;
    if (daysLate <= 0) onTimeCount += share;
  }
  return { receiptCount, onTimeCount };
}

/** Whether so many receipts say anything of a supplier. */
export const saysEnough = (receiptCount: number): boolean => Math.round(receiptCount) >= fewReceipts;
