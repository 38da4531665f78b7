import type { DatedPart } from "../../backorders/parts-of-window.ts";
import type { PromiseCause } from "../../backorders/promise-cause.ts";
import type { Day, ShipWindow } from "../../supply/day.ts";
import type { CancellationError } from "../cancellations/cancellation-error.ts";
import type { CaseStatus } from "../delays/delay-case.ts";
import type { Silence } from "../delays/delay-law.ts";

export const choices = ["keep", "cancel", "take-ready"] as const;
export type Choice = (typeof choices)[number];

/** An order line that waits, as its customer may see it. */
export interface WaitingItem {
  lineId: string;
  title: string;
  /** Neither sent nor set aside, and not being cancelled. */
  waitingUnits: number;
  /** Asked to be cancelled, which has not begun: keeping them takes that back. */
  recallableUnits: number;
  /** Stock is assigned to them. */
  readyUnits: number;
  /** What the customer was told before the delay that is asked about; null: nothing. */
  before: ShipWindow | null;
  /** What they were last given; null: nobody knows. */
  now: ShipWindow | null;
  /** How many of all its units leave when; empty: they leave together. */
  parts: DatedPart[];
  /** Why it is another than before; null: it never moved. */
  cause: PromiseCause | null;
  /** What they were told at first, and each date since, oldest first. */
  history: { on: Day; window: ShipWindow | null }[];
  /** What they said last. */
  answer: Choice | null;
}

export interface ShownCancellation {
  status: "waiting" | "running" | "done" | "refused";
  error: CancellationError | null;
  units: number;
  /** Null: nothing was paid for it. */
  refundMinor: number | null;
  currency: string;
}

/** What of an order waits: no name, no address. */
export interface WaitingOrder {
  orderId: string;
  name: string;
  /** As Shopify names the customer's language. */
  locale: string;
  today: Day;
  isCancelled: boolean;
  /** The latest delay that is asked about, or was answered. */
  delay: { caseId: string; status: CaseStatus; deadlineOn: Day | null; silence: Silence } | null;
  items: WaitingItem[];
  /** Oldest first. */
  cancellations: ShownCancellation[];
}
