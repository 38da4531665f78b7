import type { BackorderEvent } from "../../backorders/backorder-event.ts";
import type { Day } from "../../supply/day.ts";
import type { Silence } from "./delay-law.ts";

/** What a notice says of the case that its line stands in. */
export interface DelayCase {
  caseId: string;
  /** Which delay of this line it is, from 1. */
  number: number;
  /** The last day for an answer, if the notice goes out today. */
  deadlineOn: Day | null;
  /** What happens to this line if the customer says nothing. */
  silence: Silence;
  /** The signed path on the shop's own domain. */
  answerPath: string;
}

/** A BackorderEvent row with its details. */
export type NotedEvent = BackorderEvent & { orderId: string; lineId: string; at: Date };

/**
 * `open`: asked, no answer yet. `answered`: the customer chose. `kept`, `cancelled`: what silence did. `refund-due`:
 * silence ended it, and the merchant has to. `over`: nothing of it waits any more. `replaced`: by the next slip.
 */
export type CaseStatus = "open" | "answered" | "kept" | "cancelled" | "refund-due" | "over" | "replaced";
