import { z } from "zod";

/** Where a sync goes on after a crash. `bulkOperationId` is also how the webhook of the finished operation finds it. */
export const syncCheckpoint = z.object({
  phase: z.enum(["ask", "wait", "store", "finish"]).default("ask"),
  /** The install that asked for it: each starts its syncs once. */
  installedAt: z.string().optional(),
  mode: z.enum(["take", "compare"]).optional(),
  bulkOperationId: z.string().optional(),
  /** Business time at which Shopify was asked, ISO. */
  askedAt: z.string().optional(),
  /** Wall time since which we wait, epoch milliseconds. */
  waitsSince: z.number().optional(),
  url: z.string().optional(),
  endByte: z.number().default(0),
  /** Found so far between Shopify and what we knew. */
  differences: z.number().default(0),
  failures: z.number().default(0),
});

export type SyncCheckpoint = z.infer<typeof syncCheckpoint>;

/** A sync's number, by which a row knows which one saw it last: rises with time, and fits an integer until 2038. */
export function syncNumberOf(askedAt: Date): number {
  return Math.floor(askedAt.getTime() / 1000);
}
