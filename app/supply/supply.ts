import { assertExhaustive } from "../assert-exhaustive.ts";
import type { InventoryItemGid, VariantGid } from "../ids.ts";
import type { Calendar } from "./calendar.ts";
import { leavingDays } from "./calendars/arrival-to-leaving.ts";
import { type OpenDays, openDays } from "./calendars/open-days.ts";
import { type Day, dayFromNumber, dayNumber, type ShipWindow } from "./day.ts";
import type { DayCount } from "./eta.ts";
import type { InboundLine } from "./inbound-line.ts";
import { daysLate } from "./lateness/days-late.ts";
import { latenessLeft } from "./lateness/lateness-left.ts";
import { type KnownLateness, latenessAt } from "./lateness/lateness-quantiles.ts";
import type { OpenLine } from "./open-line.ts";
import { shopMoment } from "./shop-moment.ts";
import type { SupplyLead } from "./supply-lead.ts";
import type { Caution } from "./supply-settings.ts";

/** What is known of a shop's supply, dated for whoever asks: each rule has its own caution and handling days. */
export interface Supply {
  inboundOf(itemId: InventoryItemGid, dating: SupplyDating): readonly InboundLine[];
  /** From an order of today at the preferred supplier to its arrival; null: none is known. */
  leadOf(variantId: VariantGid, caution: Caution | null): SupplyLead | null;
}

interface SupplyDating {
  /** Null: the shop's own. */
  caution: Caution | null;
  /** Working days between arrival and leaving again. */
  handlingDays: number;
}

export const noSupply: Supply = { inboundOf: () => [], leadOf: () => null };

/** A variant's preferred source. */
export interface PreferredTerms {
  supplierId: string;
  leadDays: number;
  days: DayCount;
}

export interface KnownSupply {
  lines: readonly OpenLine[];
  terms: ReadonlyMap<VariantGid, PreferredTerms>;
  /** Null: too little is known of anybody, and the stated day stands. */
  latenessOf(supplierId: string | null, variantId: VariantGid | null): KnownLateness | null;
  /** When a supplier works; of nobody we know, every day. */
  calendarOf(supplierId: string | null): OpenDays | null;
  /** The shop's. */
  calendar: Calendar;
  caution: Caution;
  /** Epoch milliseconds. */
  nowAt: number;
}

/** Nobody can say when: such a line is drawn on last. */
const noDay: Day = "9999-12-31";

/** Dates what is known: expected arrival, and how late this supplier really is, and handling, on both calendars. */
export function supplyFrom(known: KnownSupply): Supply {
  const byItem = new Map<InventoryItemGid, OpenLine[]>();
  for (const line of known.lines) {
    const lines = byItem.get(line.inventoryItemId);
    if (lines === undefined) byItem.set(line.inventoryItemId, [line]);
    else lines.push(line);
  }
  const leaving = leavingDays(known.calendar, known.nowAt);
  const dated = new Map<string, readonly InboundLine[]>();
  return {
    inboundOf(itemId, { caution, handlingDays }) {
      const lines = byItem.get(itemId);
      if (lines === undefined) return [];
      const levels = levelsOf(caution ?? known.caution);
      const key = `${itemId} ${levels.join()} ${handlingDays}`;
      const before = dated.get(key);
      if (before !== undefined) return before;
      const found = lines.map(({ id, locationId, units, expectedOn, ...line }): InboundLine => {
        const arrival = expectedOn === null ? null : arrivalWindow({ ...line, expectedOn }, levels, known);
        const window = arrival === null ? null : leaving(arrival, handlingDays);
        return { id, locationId, units, expectedOn: expectedOn ?? noDay, window };
      });
      dated.set(key, found);
      return found;
    },
    leadOf(variantId, caution) {
      const terms = known.terms.get(variantId);
      return terms === undefined ? null : leadFrom(terms, variantId, levelsOf(caution ?? known.caution), known);
    },
  };
}

const everyDay = openDays({ workingWeekdays: [1, 2, 3, 4, 5, 6, 7], closures: [], holidays: [] });

/** The quantiles of lateness at which a window begins and ends. */
export function levelsOf(caution: Caution): readonly [number, number] {
  switch (caution) {
    case "optimistic":
      return [0.1, 0.8];
    case "balanced":
      return [0.1, 0.9];
    case "safe":
      return [0.2, 0.95];
    default:
      return assertExhaustive(caution);
  }
}

/**
 * Expected day and quantiles of lateness, in the supplier's open days. Null: its calendar has no such day.
 *
 * A day that was moved is news of the lateness, so it is not added to a lateness counted from the day first stated: what
 * counts is how late moved lines are against the days announced, and until enough of them have come, what the announcement
 * leaves of the lateness that was forecast (decision 015).
 */
function arrivalWindow(
  line: { expectedOn: Day; statedOn: Day | null; supplierId: string | null; variantId: VariantGid | null },
  [earliest, latest]: readonly [number, number],
  { latenessOf, calendarOf }: Pick<KnownSupply, "latenessOf" | "calendarOf">,
): ShipWindow | null {
  const lateness = latenessOf(line.supplierId, line.variantId);
  if (lateness === null) return { from: line.expectedOn, to: line.expectedOn };
  const expected = dayNumber(line.expectedOn);
  const calendar = calendarOf(line.supplierId);
  const stated = dayNumber(line.statedOn ?? line.expectedOn);
  const isMoved = stated !== expected;
  const announcedDays = isMoved ? daysLate(stated, expected, calendar ?? everyDay) : 0;
  const lateAt = (level: number): number =>
    isMoved && lateness.moved !== null
      ? latenessAt(lateness.moved, level)
      : latenessLeft(latenessAt(lateness, level), announcedDays);
  const add = (days: number): number | null => {
    if (days === 0) return expected;
    return calendar === null ? expected + days : calendar.addOpenDays(expected, days);
  };
  // A window is never cut short by rounding: down at its front, up at its end.
  const from = add(Math.floor(lateAt(earliest)));
  const to = add(Math.ceil(lateAt(latest)));
  return from === null || to === null ? null : { from: dayFromNumber(from), to: dayFromNumber(Math.max(from, to)) };
}

/**
 * An order of today arrives after the stated lead time, on a day the supplier works, and as late as its record says. Told
 * in calendar days from today, so that the days it is shut meanwhile are in it.
 */
function leadFrom(
  { supplierId, leadDays, days }: PreferredTerms,
  variantId: VariantGid,
  levels: readonly [number, number],
  known: KnownSupply,
): SupplyLead | null {
  const today = dayNumber(shopMoment(known.nowAt, known.calendar.timeZone).day);
  const calendar = known.calendarOf(supplierId);
  const stated =
    calendar === null
      ? today + leadDays
      : days === "working"
        ? calendar.addOpenDays(today, leadDays)
        : calendar.addOpenDays(today + leadDays, 0);
  if (stated === null) return null;
  const arrival = arrivalWindow(
    { expectedOn: dayFromNumber(stated), statedOn: null, supplierId, variantId },
    levels,
    known,
  );
  if (arrival === null) return null;
  const ahead = (day: Day) => Math.max(0, dayNumber(day) - today);
  return { minDays: ahead(arrival.from), maxDays: ahead(arrival.to), days: "calendar" };
}
