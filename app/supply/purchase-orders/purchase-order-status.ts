import type { Day } from "../day.ts";
import { type LineUnits, openUnits } from "./line-units.ts";

export type OrderStatus = "draft" | "ordered" | "confirmed" | "partly-received" | "received" | "cancelled";

/** What a person does to a whole order; receipts and closing short move it by its units. */
export const orderMoves = ["order", "confirm", "cancel", "reopen"] as const;
export type OrderMove = (typeof orderMoves)[number];

/** Where an order stands. The same status may be open or closed: the rest of a partly received one was cancelled. */
export type OrderStanding = OrderStatus | "rest-cancelled" | "received-short";

/** Every move that there is; any other is refused. */
const moves: Record<OrderStanding, readonly OrderMove[]> = {
  draft: ["order", "cancel"],
  ordered: ["confirm", "cancel"],
  confirmed: ["cancel"],
  "partly-received": ["confirm", "cancel"],
  "rest-cancelled": ["reopen"],
  received: [],
  "received-short": ["reopen"],
  cancelled: ["reopen"],
};

interface Standing {
  status: OrderStatus;
  confirmedOn: Day | null;
  closedOn: Day | null;
  lines: readonly LineUnits[];
}

export function standingOf({ status, closedOn, lines }: Standing): OrderStanding {
  if (status === "partly-received" && closedOn !== null) return "rest-cancelled";
  if (status === "received" && lines.some(({ closedUnits }) => closedUnits > 0)) return "received-short";
  return status;
}

export function allowedMoves(order: Standing): OrderMove[] {
  // What is confirmed is not confirmed again.
  return moves[standingOf(order)].filter((move) => move !== "confirm" || order.confirmedOn === null);
}

/** Are its units on their way? */
export function isUnderWay(order: Standing): boolean {
  return ["ordered", "confirmed", "partly-received"].includes(standingOf(order));
}

export type Receivable = { ok: true } | { ok: false; reason: "not-ordered" | "cancelled" };

/** What came for a finished order is still recorded: suppliers send too much, and people correct what they counted. */
export function receivable(order: Standing): Receivable {
  switch (standingOf(order)) {
    case "draft":
      return { ok: false, reason: "not-ordered" };
    case "cancelled":
    case "rest-cancelled":
      return { ok: false, reason: "cancelled" };
    default:
      return { ok: true };
  }
}

/** The status that follows from the units of an order that was placed. Closed short without a unit come is cancelled. */
export function statusByUnits(lines: readonly LineUnits[], confirmedOn: Day | null): Exclude<OrderStatus, "draft"> {
  const hasCome = lines.some(({ receivedUnits }) => receivedUnits > 0);
  if (lines.every((line) => openUnits(line) === 0)) return hasCome ? "received" : "cancelled";
  if (hasCome) return "partly-received";
  return confirmedOn === null ? "ordered" : "confirmed";
}
