import { z } from "zod";
import { policyLevels } from "./policy.ts";

/** A rule's row as it is put back. */
const ruleRow = z.object({
  id: z.string(),
  level: z.enum(policyLevels),
  targetId: z.string(),
  rank: z.number(),
  gives: z.record(z.string(), z.json()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type RuleRow = z.infer<typeof ruleRow>;

/** The task that publishes a change of rules (kind `bulk-edit`): how it is followed, and how it is put back. */
export const ruleChangeCheckpoint = z.object({
  /** ISO instant of wall time: what was marked dirty up to then belongs to the change. */
  markedAt: z.iso.datetime(),
  /** The rules as they were; null: the change cannot be stopped. */
  undo: z
    .object({
      targets: z.array(z.object({ level: z.enum(policyLevels), targetId: z.string() })),
      rows: z.array(ruleRow),
    })
    .nullable(),
});
export type RuleChangeCheckpoint = z.infer<typeof ruleChangeCheckpoint>;
