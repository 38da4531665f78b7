import type { CompensationStatus } from "./compensation-status.ts";

/** How the merchant looks at what is given: what waits for them, what can still be used, what was, and what is over. */
export const compensationGroups = ["queue", "unused", "used", "over", "promised"] as const;
export type CompensationGroup = (typeof compensationGroups)[number];

export const statusesOfGroup: Record<CompensationGroup, readonly CompensationStatus[]> = {
  queue: ["to-approve", "over-budget", "failed"],
  unused: ["new", "approved", "asking", "issued"],
  used: ["used"],
  over: ["disabled", "expired", "declined", "ended"],
  promised: ["promised"],
};
