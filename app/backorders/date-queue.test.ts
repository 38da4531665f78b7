import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { LocationGid } from "../ids.ts";
import { type Day, dayFromNumber, dayNumber } from "../supply/day.ts";
import type { InboundLine } from "../supply/inbound-line.ts";
import { dateGivenQueue, dateQueue, type DatedLine, type QueuedLine, type QueueToDate } from "./date-queue.ts";

const today = "2027-03-01";
const after = (days: number): Day => dayFromNumber(dayNumber(today) + days);
const locationId = "gid://shopify/Location/1" as LocationGid;
const line = (lineId: string, units: number, placedAt = 0): QueuedLine => ({ lineId, units, placedAt });
const inbound = (id: string, units: number, ahead: number, width = 4): InboundLine => ({
  id,
  locationId,
  units,
  expectedOn: after(ahead),
  window: { from: after(ahead), to: after(ahead + width) },
});
const plain: QueueToDate<QueuedLine> = {
  availableUnits: 0,
  queue: [],
  inbound: [],
  today,
  stockDay: today,
  fallback: () => null,
};
const told = ({ parts }: DatedLine) =>
  parts.map((part) => (part.source === "unknown" ? `${part.units} ?` : `${part.units} ${part.source} ${part.to}`));

describe("who gets what, and when", () => {
  it("gives stock to the oldest, then what is inbound, each with its own window", () => {
    const dated = dateQueue({
      ...plain,
      availableUnits: -6,
      queue: [line("a", 2), line("b", 3), line("c", 4)],
      inbound: [inbound("march", 4, 10), inbound("april", 10, 40)],
    });
    expect(dated.map(told)).toEqual([
      ["2 stock 2027-03-01"],
      ["1 stock 2027-03-01", "2 inbound 2027-03-15"],
      ["2 inbound 2027-03-15", "2 inbound 2027-04-14"],
    ]);
    expect(dated.map(({ isReady }) => isReady)).toEqual([true, false, false]);
    expect(dated[2]?.window).toEqual({ from: "2027-03-11", to: "2027-04-14" });
  });

  it("gives what nothing covers the window of its own order's day", () => {
    const dated = dateQueue({
      ...plain,
      availableUnits: -2,
      queue: [line("a", 1, 10), line("b", 1, 20)],
      fallback: (placedAt) => ({ from: after(placedAt), to: after(placedAt + 5) }),
    });
    expect(dated.map(told)).toEqual([["1 rule 2027-03-16"], ["1 rule 2027-03-26"]]);
  });

  it("tells no day that has passed", () => {
    const dated = dateQueue({
      ...plain,
      availableUnits: -2,
      queue: [line("a", 1), line("b", 1)],
      inbound: [inbound("overdue", 1, -20)],
      fallback: () => ({ from: after(-9), to: after(-1) }),
    });
    expect(dated.map(told)).toEqual([["1 ?"], ["1 ?"]]);
    expect(dated.every(({ window }) => window === null)).toBe(true);
  });

  it("has no day for a line of which one unit has none", () => {
    const dated = dateQueue({ ...plain, availableUnits: -2, queue: [line("a", 2)], inbound: [inbound("one", 1, 5)] });
    expect(dated[0]).toMatchObject({ window: null, isReady: false });
  });
});

const anyQueue = fc
  .array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 })
  .map((units) => units.map((each, index) => line(`l${String(index)}`, each)));
const anyInbound = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 90 }), fc.nat(12)), { maxLength: 12 })
  .map((lines) => lines.map(([units, ahead, width], index) => inbound(`i${String(index)}`, units, ahead, width)));
const anyShop = fc.record({ availableUnits: fc.integer({ min: -60, max: 20 }), queue: anyQueue, inbound: anyInbound });

test("units are conserved: each line's are all told of once, and no source gives more than it has", () => {
  fc.assert(
    fc.property(anyShop, (shop) => {
      const dated = dateQueue({ ...plain, ...shop });
      const given = new Map<string, number>();
      for (const { line: waiting, parts } of dated) {
        expect(parts.reduce((sum, { units }) => sum + units, 0)).toBe(waiting.units);
        for (const part of parts) {
          const source = part.source === "inbound" ? part.inboundLineId : part.source;
          given.set(source, (given.get(source) ?? 0) + part.units);
        }
      }
      for (const { id, units } of shop.inbound) expect(given.get(id) ?? 0).toBeLessThanOrEqual(units);
      const waitingUnits = shop.queue.reduce((sum, { units }) => sum + units, 0);
      expect(given.get("stock") ?? 0).toBeLessThanOrEqual(Math.max(0, shop.availableUnits + waitingUnits));
    }),
  );
});

test("no date is earlier than its supply, and nobody is overtaken", () => {
  fc.assert(
    fc.property(anyShop, (shop) => {
      const windows = new Map(shop.inbound.map((each) => [each.id, each]));
      const order = [
        "stock",
        ...shop.inbound
          .toSorted((one, other) => (one.expectedOn + one.id < other.expectedOn + other.id ? -1 : 1))
          .map(({ id }) => id),
        "rule",
        "unknown",
      ];
      let reached = 0;
      for (const { parts } of dateQueue({ ...plain, ...shop })) {
        for (const part of parts) {
          const at = order.indexOf(part.source === "inbound" ? part.inboundLineId : part.source);
          expect(at).toBeGreaterThanOrEqual(reached);
          reached = at;
          if (part.source === "inbound") {
            expect(part.from >= (windows.get(part.inboundLineId)?.window?.from ?? "9")).toBe(true);
          }
        }
      }
    }),
  );
});

test("more supply never makes anyone wait longer", () => {
  // Of one width, since windows of several suppliers may end in another order than they are expected in.
  const anyRegularShop = anyShop.map((shop) => ({
    ...shop,
    inbound: shop.inbound.map(({ id, units, expectedOn }) =>
      inbound(id, units, dayNumber(expectedOn) - dayNumber(today), 4),
    ),
  }));
  fc.assert(
    fc.property(anyRegularShop, fc.integer({ min: 1, max: 20 }), (shop, more) => {
      const last = ({ window }: DatedLine) => window?.to ?? "9999";
      const before = dateQueue({ ...plain, ...shop }).map(last);
      const later = dateQueue({ ...plain, ...shop, availableUnits: shop.availableUnits + more }).map(last);
      later.forEach((to, index) => expect(to <= (before[index] ?? "")).toBe(true));
    }),
  );
});

describe("a queue of which some was given stock before", () => {
  const given = (units: Record<string, number>) => (each: QueuedLine) => units[each.lineId] ?? 0;

  it("leaves to a line what it was given, though somebody was put before it", () => {
    const queue = [line("first", 3), line("older", 5)];
    const input = { ...plain, availableUnits: -5, queue, inbound: [inbound("march", 9, 10)] };
    const dated = dateGivenQueue(input, given({ older: 3 }));
    expect(dated.map(told)).toEqual([["3 inbound 2027-03-15"], ["3 stock 2027-03-01", "2 inbound 2027-03-15"]]);
    expect(dated.map(({ isReady }) => isReady)).toEqual([false, false]);
  });

  it("says what a line was given and what it gets now in one part", () => {
    const dated = dateGivenQueue({ ...plain, availableUnits: 0, queue: [line("a", 4)] }, given({ a: 1 }));
    expect(dated.map(told)).toEqual([["4 stock 2027-03-01"]]);
  });

  test("dates every unit once, leaves to each line what it has, and gives nobody else's stock away", () => {
    const lines = fc.array(fc.record({ units: fc.integer({ min: 1, max: 6 }), given: fc.nat(6) }), { maxLength: 10 });
    fc.assert(
      fc.property(lines, fc.nat(20), (wants, spare) => {
        const queue = wants.map(({ units }, index) => line(`l${index}`, units));
        const has = queue.map(({ units }, index) => Math.min(units, wants[index]?.given ?? 0));
        const there = has.reduce((sum, units) => sum + units, 0) + spare;
        const waiting = queue.reduce((sum, { units }) => sum + units, 0);
        const dated = dateGivenQueue({ ...plain, availableUnits: there - waiting, queue }, ({ lineId }) => {
          return has[Number(lineId.slice(1))] ?? 0;
        });
        const fromStock = dated.map(({ parts }) =>
          parts.reduce((sum, { source, units }) => sum + (source === "stock" ? units : 0), 0),
        );
        fromStock.forEach((units, index) => expect(units).toBeGreaterThanOrEqual(has[index] ?? 0));
        expect(fromStock.reduce((sum, units) => sum + units, 0)).toBe(Math.min(there, waiting));
        dated.forEach(({ parts, line: { units } }) =>
          expect(parts.reduce((sum, part) => sum + part.units, 0)).toBe(units),
        );
      }),
    );
  });
});
