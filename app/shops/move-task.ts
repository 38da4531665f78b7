import { z } from "zod";

/** Where the tasks start, stop and leave go on after a crash. */
export const moveCheckpoint = z.object({
  /** The state the shop was in. */
  from: z.string().default("watching"),
  phase: z.enum(["mark", "wait", "clear"]).default("mark"),
  /** ISO instant of wall time: what was marked dirty up to then belongs to the task. */
  markedAt: z.string().optional(),
  /** The youngest decision before it began: what it did is younger. */
  lastDecisionId: z.string().default("0"),
});
export type MoveCheckpoint = z.infer<typeof moveCheckpoint>;

/** What a task did, for the merchant. Codes and numbers: the words are in the locale files. */
export interface MoveReport {
  /** Variants whose policy or promise was written. */
  published: number;
  /** Variants back under the policy they had. */
  restored: number;
  /** Variants whose policy somebody else changed: it stays. */
  leftAlone: number;
  /** The first hundred of those. */
  leftAloneVariants: { variantId: string; displayName: string; policy: string }[];
  /** Variants that Shopify refuses to change for now; they are tried again. */
  refused: number;
  /** Of a task that leaves: a CSV of all who wait. */
  waitingCsv?: string;
  waitingLines?: number;
}
