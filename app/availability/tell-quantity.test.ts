import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageDating } from "../supply/page-dating.ts";
import { decideAvailability } from "./decide-availability.ts";
import { anyRuledInput, decisionInput, milan } from "./decision-input.arbitraries.ts";
import { type ArrivoMetafield, type InventoryPolicy } from "./metafield.ts";
import { tellQuantity } from "./tell-quantity.ts";

const calendar = {
  workingWeekdays: [1, 2, 3, 4, 5],
  closedDays: ["2026-12-08", "2026-12-25"],
  cutOff: "14:00",
  timeZone: "Europe/Rome",
  handlingDays: 0,
};
/** Monday, ten in the morning in Rome. */
const dating = pageDating(calendar, Date.UTC(2026, 10, 23, 9));

const metafield: ArrivoMetafield = {
  v: 1,
  state: "backorder",
  policy: "CONTINUE",
  own: "DENY",
  seen: 0,
  segments: [
    { units: 4, from: "2026-12-12", to: "2026-12-16" },
    { units: null, inDays: [10, 15], days: "working" },
  ],
  left: 12,
  message: "default",
  on: "2026-11-23",
};
const march = { from: "2026-12-12", to: "2026-12-16" };
const later = { from: "2026-12-07", to: "2026-12-15" };

function tell(
  quantity: number,
  liveUnits: number,
  change: Partial<ArrivoMetafield> = {},
  currentPolicy: InventoryPolicy = "CONTINUE",
) {
  return tellQuantity({ ...metafield, ...change }, quantity, { liveUnits, currentPolicy }, dating, 20);
}

describe("a quantity is told by segments", () => {
  test("one part where one covers it", () => {
    expect(tell(4, 0)).toEqual({ kind: "told", state: "backorder", parts: [{ kind: "window", units: 4, ...march }] });
  });
  test("split where it takes several", () => {
    expect(tell(6, 0)).toMatchObject({
      parts: [
        { units: 4, ...march },
        { units: 2, ...later },
      ],
    });
  });
  test("what was sold since is off the front", () => {
    expect(tell(3, -3)).toMatchObject({
      parts: [
        { units: 1, ...march },
        { units: 2, ...later },
      ],
    });
  });
  test("what is in stock ships now, first", () => {
    expect(tell(3, 2)).toMatchObject({
      state: "backorder",
      parts: [
        { kind: "now", units: 2, from: "2026-11-23", to: "2026-11-23" },
        { units: 1, ...march },
      ],
    });
    expect(tell(2, 2)).toMatchObject({ state: "in-stock", parts: [{ kind: "now" }] });
  });
  test("neighbours that leave on the same days are one part", () => {
    const [first] = metafield.segments;
    expect(tell(6, 0, { segments: [first!, { ...first!, units: 5 }] })).toMatchObject({
      parts: [{ units: 6, ...march }],
    });
  });
  test("what no segment covers has no date", () => {
    expect(tell(6, 0, { segments: [metafield.segments[0]!] })).toMatchObject({
      parts: [
        { units: 4, ...march },
        { kind: "unknown", units: 2 },
      ],
    });
  });
  test("a window that has passed is never told, and one that has begun is told from today", () => {
    expect(tell(1, 0, { segments: [{ units: null, from: "2026-11-01", to: "2026-11-22" }] })).toMatchObject({
      parts: [{ kind: "unknown" }],
    });
    expect(tell(1, 0, { segments: [{ units: null, from: "2026-11-01", to: "2026-11-25" }] })).toMatchObject({
      parts: [{ kind: "window", from: "2026-11-23", to: "2026-11-25" }],
    });
  });
});

describe("only where the cart would accept it", () => {
  test("above the limit it says how many can be ordered", () => {
    expect(tell(13, 0)).toEqual({ kind: "refused", mostUnits: 12, isMore: false });
    expect(tell(12, -1)).toEqual({ kind: "refused", mostUnits: 11, isMore: false });
  });
  test("under DENY only the live stock is sold, whatever was promised", () => {
    expect(tell(2, 0, {}, "DENY")).toEqual({ kind: "sold-out" });
    expect(tell(3, 2, {}, "DENY")).toEqual({ kind: "refused", mostUnits: 2, isMore: false });
  });
  test("no count above the largest quantity told", () => {
    expect(tell(25, 0, { left: 40 })).toEqual({ kind: "refused", mostUnits: 20, isMore: true });
    expect(tell(25, 0, { left: null })).toMatchObject({
      parts: [
        { units: 4, ...march },
        { units: null, ...later },
      ],
    });
  });
});

test("nothing is said where there is nothing to say", () => {
  expect(tellQuantity(null, 1, { liveUnits: 3, currentPolicy: "DENY" }, dating, 20)).toEqual({ kind: "silent" });
  expect(tell(2, 3, { state: "in-stock", segments: [] }, "DENY")).toEqual({ kind: "silent" });
  expect(tell(2, 3, { state: "in-stock" })).toEqual({ kind: "silent" });
  expect(tell(1, 3, { state: "sold-out", segments: [], left: 0 }, "DENY")).toEqual({ kind: "silent" });
});

test("past the order's cut-off, days count from tomorrow", () => {
  const evening = pageDating(calendar, Date.UTC(2026, 10, 23, 13));
  expect(evening).toMatchObject({ today: "2026-11-23", now: "2026-11-24" });
});

test("every unit told can be had: parts add up to the quantity, within what is sellable, none earlier than its supply", () => {
  fc.assert(
    fc.property(anyRuledInput, fc.integer({ min: 1, max: 30 }), (input, quantity) => {
      const decided = decideAvailability(input);
      if (decided.metafield === null) return;
      const facts = { liveUnits: decided.metafield.seen, currentPolicy: decided.publishedPolicy };
      const told = tellQuantity(decided.metafield, quantity, facts, dating, 20);
      if (told.kind !== "told") return;
      const units = told.parts.reduce((sum, part) => sum + (part.units ?? 0), 0);
      if (told.parts.every((part) => part.units !== null)) expect(units).toBe(quantity);
      else expect(quantity).toBeGreaterThan(20);
      // Shopify sells stock at locations that do not count, too: told without a date.
      expect(units).toBeLessThanOrEqual(Math.max(decided.sellableUnits ?? Infinity, facts.liveUnits));
      const now = told.parts.find((part) => part.kind === "now");
      expect(now?.units ?? 0).toBeLessThanOrEqual(decided.nowUnits);
      for (const part of told.parts) {
        if (part.kind === "unknown") continue;
        expect(part.from <= part.to && part.from >= dating.today).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("an inbound line's units are told in that line's window", () => {
  const window = { from: "2027-03-12", to: "2027-03-16" };
  const inbound = [{ id: "line", locationId: milan, units: 10, expectedOn: "2027-03-10", window }];
  const decided = decideAvailability({ ...decisionInput(-3), inbound });
  const facts = { liveUnits: -3, currentPolicy: decided.publishedPolicy };
  expect(tellQuantity(decided.metafield, 5, facts, dating, 20)).toMatchObject({ parts: [{ units: 5, ...window }] });
});
