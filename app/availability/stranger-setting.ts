import type { StrangerRule } from "./takeover.ts";

/**
 * The merchant's standing answer to policies that others change. `always-keep` is `person-wins` without the question on
 * Home.
 */
export const strangerSettings = ["person-wins", "put-back", "always-keep"] as const;
export type StrangerSetting = (typeof strangerSettings)[number];

export function reactionOf(setting: string): StrangerRule["reaction"] {
  return setting === "put-back" ? "put-back" : "person-wins";
}
