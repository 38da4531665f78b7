import type { Day } from "../day.ts";
import type { OrderStanding } from "./purchase-order-status.ts";

/** Why a change of an order is refused as a whole; nothing of it was saved. */
export type OrderRefusal =
  /** There is no such order. */
  | { ok: false; reason: "gone" }
  /** Somebody changed it since the page was read. */
  | { ok: false; reason: "changed-meanwhile" }
  /** Not from where it stands. */
  | { ok: false; reason: "not-allowed"; standing: OrderStanding }
  /** New days that are over already: to be confirmed, since an order written down late may be overdue from the start. */
  | { ok: false; reason: "past-days"; lines: { title: string; expectedOn: Day }[] };
