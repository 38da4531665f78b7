import type { Day } from "../../supply/day.ts";

/** An order that waits, as the list shows it. */
export interface WaitingOrder {
  orderId: string;
  name: string;
  /** ISO instant. */
  placedAt: string;
  /** Of its lines that wait or are ready: how many, and what the first one is. */
  lineCount: number;
  title: string;
  waitingUnits: number;
  readyUnits: number;
  givenFrom: Day | null;
  givenTo: Day | null;
  /** As found now; null: nobody knows of at least one line. */
  computedFrom: Day | null;
  computedTo: Day | null;
  isLate: boolean;
  isAtRisk: boolean;
  isUnsupplied: boolean;
  isReady: boolean;
  /** Its date moved, and the customer has not been told. */
  isMoved: boolean;
  isUnanswered: boolean;
  isRefundDue: boolean;
  isUnpaid: boolean;
  isUnreadable: boolean;
  /** Older than Arrivo. */
  isAdopted: boolean;
  holdRule: "ship-together" | "none" | null;
}
