/** A line of an order that came. Days are numbers (`dayNumber`). */
export interface Delivery {
  supplierId: string;
  variantId: string | null;
  dueOn: number;
  receivedOn: number;
  /** On the supplier's open days: `daysLate`. */
  daysLate: number;
  /** Of a line that came in parts: the part of its units that came that day; a whole line is 1. */
  share?: number;
  /** Lies alone so far out that it counts as less than it was, and as no promise broken. */
  isFreak?: boolean;
}

/** A line that is due and has not come: its lateness is not known yet, only that it is no less than this. */
export interface OverdueLine {
  supplierId: string;
  variantId: string | null;
  dueOn: number;
  /** Until today, on the supplier's open days, above 0. */
  daysLateSoFar: number;
}
