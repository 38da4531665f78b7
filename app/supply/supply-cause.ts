import type { Day } from "./day.ts";

/** What changed what is coming: the cause that a promise's history keeps. */
export type SupplyCause =
  /** The expected day of an inbound line is another. `name`: the order's or shipment's, as people say it. */
  | { code: "line-moved"; lineId: string; name: string; from: Day | null; to: Day | null; reason: string }
  | { code: "ordered" | "order-cancelled" | "closed-short" | "units-changed"; lineId: string; name: string }
  | { code: "received"; lineId: string; name: string; units: number }
  /** Stock rose unexplained and counts against the line, or that was undone. */
  | { code: "assumed-received"; lineId: string; units: number }
  /** The supplier's record, terms or calendar changed. */
  | { code: "supplier-changed"; supplierId: string }
  | { code: "settings-changed" };
