import { z } from "zod";
import type { NoticeKind } from "./notice-kind.ts";

const window = z.object({ from: z.iso.date(), to: z.iso.date() }).nullable();

/** What the row of a cause keeps of it; what a kind does not say of itself is missing. */
export const causeDetails = z.object({
  units: z.number().int().optional(),
  /** Given before and now; null: nobody knows. */
  before: window.optional(),
  after: window.optional(),
  /** Nothing of the line is left to wait for. */
  isLast: z.boolean().optional(),
  /** The customer's answer: keep | cancel | take-ready */
  choice: z.string().max(20).optional(),
  /** What the customer is given. */
  compensationId: z.string().max(40).optional(),
});
export type CauseDetails = z.infer<typeof causeDetails>;

/** One thing to tell, as whoever found it says it. */
export interface NewNoticeCause {
  /** Once in a shop, whoever finds it again. */
  causeKey: string;
  kind: NoticeKind;
  orderId: string;
  /** Null: of the whole order. */
  lineId: string | null;
  details: CauseDetails;
  caseId?: string | null;
  reportId?: string | null;
  at: Date;
}
