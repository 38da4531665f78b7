import type { Day } from "../supply/day.ts";
import type { PromiseCause } from "./promise-cause.ts";

/** First and last day; null: nobody knows. */
type MaybeWindow = { from: Day; to: Day } | null;

/**
 * What a waiting customer may be told of: one line's doing, noted in the transaction that did it. customers/ takes them
 * from here (job `tell-customers`) and makes notices, triggers and cases of them. Units, never a person.
 */
export type BackorderEvent =
  /** An order line that waits for stock was stored with its first promise. */
  | { kind: "placed"; units: number; window: MaybeWindow; isDelayedAtBirth: boolean }
  /** The merchant's "Send" gave another window. `before` is what the customer was last given. */
  | {
      kind: "promise-changed";
      units: number;
      before: MaybeWindow;
      after: MaybeWindow;
      cause: PromiseCause;
      reportId: string;
    }
  /** Stock covers all that was left of the line. */
  | { kind: "ready"; units: number }
  | { kind: "shipped"; units: number; isLast: boolean }
  | { kind: "cancelled"; units: number; isLast: boolean };
