import { rankedLevels } from "./policy-target.ts";

/** What a new rule can be made for from a list of names; variants have a list of their own. */
export const targetLevels = [...rankedLevels, "product"] as const;
export type TargetLevel = (typeof targetLevels)[number];
