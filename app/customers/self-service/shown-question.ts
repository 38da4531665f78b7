import { z } from "zod";

const window = z.object({ from: z.iso.date(), to: z.iso.date() }).nullable();

/** What a page showed when it asked: it goes out with the form, signed, and comes back as the proof of the question. */
export const shownQuestion = z.object({
  /** One of its own for each page. */
  key: z.uuid(),
  /** Epoch milliseconds of business time. */
  at: z.number(),
  orderId: z.string(),
  caseId: z.string().nullable(),
  lines: z.array(z.object({ lineId: z.string(), units: z.number().int().min(1), title: z.string(), now: window })),
  /** Units that are set aside, and come whatever is answered; 0 too on a page from before they were counted. */
  readyUnits: z.number().int().min(0).default(0),
  /** What cancelling gives back, by Shopify's own calculation; null: nothing was paid. */
  refund: z.object({ amountMinor: z.number(), shippingMinor: z.number(), currency: z.string() }).nullable(),
  deadlineOn: z.iso.date().nullable(),
  silence: z.enum(["keeps", "cancels"]).nullable(),
});

export type ShownQuestion = z.infer<typeof shownQuestion>;
