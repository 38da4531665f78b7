import type { PromiseCause } from "../../backorders/promise-cause.ts";
import type { Benefit } from "../compensation/benefit.ts";
import type { Day, ShipWindow } from "../../supply/day.ts";

/** What happened to an order, and who did it. */
export type TimelineEntry = { at: number; title: string } & (
  | { kind: "ledger"; what: "ordered" | "allocated" | "shipped" | "cancelled"; /** Signed. */ units: number }
  | { kind: "moved"; from: ShipWindow | null; to: ShipWindow | null; cause: PromiseCause }
  | { kind: "given"; from: ShipWindow | null; to: ShipWindow | null }
  | { kind: "notice"; noticeKind: string; status: string }
  | { kind: "asked"; number: number; deadlineOn: Day | null; silence: "keeps" | "cancels" }
  | { kind: "answer"; choice: string; units: number; channel: string; by: string }
  | {
      kind: "cancellation";
      status: string;
      source: string;
      units: number;
      refundMinor: number | null;
      currency: string;
      error: string | null;
    }
  | {
      kind: "compensation";
      what: "issued" | "used" | "expired" | "disabled";
      gives: Benefit;
      currency: string;
      code: string | null;
    }
  | { kind: "place" | "place-undone"; place: "first" | "last"; by: string }
  | { kind: "hold"; rule: "ship-together" | "none" | "follow-rule"; by: string }
);
