import { assertExhaustive } from "../assert-exhaustive.ts";
import type { ActivePolicy, BackorderLimit } from "../policies/policy.ts";
import type { Day } from "../supply/day.ts";
import type { InboundLine } from "../supply/inbound-line.ts";
import { allocate } from "./allocate.ts";
import type { DecisionInput } from "./decision-input.ts";
import { fallbackWindow } from "./fallback-window.ts";
import { isCountedLocation } from "./measure-stock.ts";
import type { PromiseSegment } from "./metafield.ts";

/** How far a rule sells beyond stock today, and with which dates. */
export interface Reach {
  /** How far below zero A may fall; null: no end; 0: not at all. */
  limitUnits: number | null;
  /** Stock promised to nobody new. 0 where nothing is sold beyond stock: then there is no promise to put in its place. */
  bufferUnits: number;
  /** Dated by inbound lines, by expected arrival. */
  inboundSegments: PromiseSegment[];
  /** For what lies past them. Null: sold without a date. */
  fallbackSegment: PromiseSegment | null;
  /** The last day of the window that has passed, where that is what ends selling. */
  endedByWindow: Day | null;
  /** Supply gives no date for what lies past the inbound lines, and that is what ends selling. */
  endedByNoDate: boolean;
}

/**
 * The reach of a rule. A fallback window that has passed, or that supply cannot give, ends new sales, unless the
 * merchant allowed them without a date; what inbound lines still date can be sold even then, and no more.
 */
export function findReach(
  policy: ActivePolicy,
  availableUnits: number,
  { queue, inbound, stock, today, supplyLead = null }: DecisionInput,
): Reach {
  const counted = inbound.filter((line) =>
    isCountedLocation(line.locationId, policy.countedLocations, stock.onlineLocationIds),
  );
  const fallback = fallbackWindow(policy, today, supplyLead);
  const segments = inboundSegments(policy, availableUnits, queue, counted, today);
  const ruleLimit = limitOf(policy.limit, counted);
  const isUndated = fallback.kind === "passed" || fallback.kind === "not-given";
  const isEnding = isUndated && !policy.sellsPastWindow;
  const limitUnits = isEnding ? withinDates(ruleLimit, policy.bufferUnits, availableUnits, segments) : ruleLimit;
  const isCut = isEnding && limitUnits !== ruleLimit;
  return {
    limitUnits,
    bufferUnits: limitUnits === 0 ? 0 : policy.bufferUnits,
    inboundSegments: segments,
    fallbackSegment: fallback.kind === "told" ? fallback.segment : null,
    endedByWindow: isCut && fallback.kind === "passed" ? fallback.to : null,
    endedByNoDate: isCut && fallback.kind === "not-given",
  };
}

function limitOf(limit: BackorderLimit, counted: readonly InboundLine[]): number | null {
  switch (limit.kind) {
    case "number":
      return limit.units;
    case "unlimited":
      return null;
    case "inbound":
      return Math.max(0, sumUnits(counted) - limit.bufferUnits);
    default:
      return assertExhaustive(limit);
  }
}

/**
 * What is left of the inbound lines for the next shopper. An overdue line, or one nobody can date, gives no date to
 * anybody new: a window that has passed is never shown.
 */
function inboundSegments(
  { bufferUnits }: ActivePolicy,
  availableUnits: number,
  queue: DecisionInput["queue"],
  counted: readonly InboundLine[],
  today: Day,
): PromiseSegment[] {
  if (counted.length === 0) return [];
  return allocate({ availableUnits, queue, inbound: counted, bufferUnits, today }).free.flatMap(({ line, units }) =>
    line.window === null || line.window.to < today ? [] : [{ units, from: line.window.from, to: line.window.to }],
  );
}

/** The limit cut to what the dated segments can carry. */
function withinDates(
  limitUnits: number | null,
  bufferUnits: number,
  availableUnits: number,
  segments: readonly PromiseSegment[],
): number {
  const sellableUnits = Math.max(0, availableUnits - bufferUnits) + sumUnits(segments);
  const datedLimit = segments.length === 0 ? 0 : Math.max(0, sellableUnits - availableUnits);
  return limitUnits === null ? datedLimit : Math.min(limitUnits, datedLimit);
}

function sumUnits(parts: readonly { units: number | null }[]): number {
  return parts.reduce((sum, part) => sum + (part.units ?? 0), 0);
}
