import { assertExhaustive } from "../assert-exhaustive.ts";
import { lastDayOfMonth } from "../last-day-of-month.ts";
import type { ActivePolicy } from "../policies/policy.ts";
import type { Day } from "../supply/day.ts";
import type { SupplyLead } from "../supply/supply-lead.ts";
import type { PromiseSegment } from "./metafield.ts";

export type FallbackWindow =
  | { kind: "told"; segment: PromiseSegment }
  /** The merchant sells without a date, knowingly. */
  | { kind: "unknown" }
  /** It was to come from supply, which knows no supplier or lead time. */
  | { kind: "not-given" }
  /** Its last day is over: it is never told again. */
  | { kind: "passed"; to: Day };

/**
 * What is told once no inbound line gives a date. A lead time stays relative, for the page to date it each day without
 * a word from us; its handling days are counted in its own kind of days. A fixed date or month is the day of leaving as
 * the merchant gave it, so nothing is added.
 */
export function fallbackWindow(
  { eta, handlingDays }: ActivePolicy,
  today: Day,
  supplyLead: SupplyLead | null,
): FallbackWindow {
  switch (eta.kind) {
    case "lead-time":
      return inDays(eta, handlingDays);
    case "supply":
      return supplyLead === null ? { kind: "not-given" } : inDays(supplyLead, handlingDays);
    case "fixed":
      return dated(eta.from, eta.to, today);
    case "month":
      return dated(`${eta.month}-01`, lastDayOfMonth(eta.month), today);
    case "unknown":
      return { kind: "unknown" };
    default:
      return assertExhaustive(eta);
  }
}

function inDays({ minDays, maxDays, days }: SupplyLead, handlingDays: number): FallbackWindow {
  return { kind: "told", segment: { units: null, inDays: [minDays + handlingDays, maxDays + handlingDays], days } };
}

function dated(from: Day, to: Day, today: Day): FallbackWindow {
  return to < today ? { kind: "passed", to } : { kind: "told", segment: { units: null, from, to } };
}
