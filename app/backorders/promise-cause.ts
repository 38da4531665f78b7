import type { SupplyCause } from "../supply/supply-cause.ts";

/** Why a promise is another than before: what its history keeps and the change report says. */
export type PromiseCause =
  | SupplyCause
  /** Somebody before it in the queue came, left or was changed. */
  | { code: "queue-moved" }
  /** Stock was corrected, or came with nothing to explain it. */
  | { code: "stock-changed" }
  /** What was expected has not come, and its window has passed. */
  | { code: "day-passed" }
  /** The shopper was told an earlier day than the server found. */
  | { code: "delayed-at-birth" }
  | { code: "rule-changed" };

/** The lower, the less it explains: of several the weightiest is told. */
const weights: Record<PromiseCause["code"], number> = {
  "queue-moved": 0,
  "day-passed": 1,
  "stock-changed": 2,
  "delayed-at-birth": 3,
  "rule-changed": 4,
  "settings-changed": 5,
  "supplier-changed": 6,
  "assumed-received": 7,
  received: 8,
  "units-changed": 9,
  ordered: 10,
  "closed-short": 11,
  "order-cancelled": 12,
  "line-moved": 13,
};

export function causeWeight({ code }: PromiseCause): number {
  return weights[code];
}

/** Moves of one doing go into one report: an order whose lines all moved is one. */
export function causeKey(cause: PromiseCause): string {
  if ("name" in cause) return `${cause.code} ${cause.name}`;
  if ("supplierId" in cause) return `${cause.code} ${cause.supplierId}`;
  return "lineId" in cause ? `${cause.code} ${cause.lineId}` : cause.code;
}
