import type { Day } from "./day.ts";

export type DayCount = "working" | "calendar";

/** The date told where no inbound line gives one. */
export type Eta =
  | { kind: "lead-time"; minDays: number; maxDays: number; days: DayCount }
  | { kind: "fixed"; from: Day; to: Day }
  /** `YYYY-MM`: any day of it. */
  | { kind: "month"; month: string }
  /** The preferred supplier's lead time and record; where neither is known there is no date. */
  | { kind: "supply" }
  /** Sold without a date: chosen and confirmed by hand, never a default. */
  | { kind: "unknown" };
