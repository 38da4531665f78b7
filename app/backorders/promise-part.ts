import type { Day } from "../supply/day.ts";

/** Units of an order line that leave together, by what covers them. */
export type PromisePart =
  | { units: number; source: "stock"; from: Day; to: Day }
  | { units: number; source: "inbound"; from: Day; to: Day; inboundLineId: string }
  /** Nothing known is coming for them: the rule's own window, counted from the day of the order. */
  | { units: number; source: "rule"; from: Day; to: Day }
  /** Nobody can say when: no window, or it has passed. */
  | { units: number; source: "unknown" };
