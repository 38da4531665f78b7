import fc from "fast-check";
import { expect, test } from "vitest";
import { gid } from "../ids.ts";
import type { InboundLine } from "../supply/inbound-line.ts";
import { allocate } from "./allocate.ts";
import { anyInbound, anyQueue, today } from "./decision-input.arbitraries.ts";

const line = (id: string, units: number, expectedOn: string): InboundLine => ({
  id,
  locationId: gid("Location", 1),
  units,
  expectedOn,
  window: { from: expectedOn, to: expectedOn },
});
const march = line("march", 10, "2027-03-01");
const april = line("april", 10, "2027-04-01");

test("the queue takes stock, then what is expected first; the rest is for the next shopper", () => {
  const { assignments, free, nowUnits } = allocate({
    availableUnits: -12,
    queue: [
      { id: "first", units: 3 },
      { id: "second", units: 12 },
    ],
    inbound: [april, march],
    bufferUnits: 0,
    today,
  });
  expect(assignments.map(({ waiting, units, inboundLine }) => [waiting.id, units, inboundLine?.id ?? "stock"])).toEqual(
    [
      ["first", 3, "stock"],
      ["second", 10, "march"],
      ["second", 2, "april"],
    ],
  );
  expect(free).toEqual([{ line: april, units: 8 }]);
  expect(nowUnits).toBe(0);
});

test("a shortfall that no known order explains stands at the head of the queue", () => {
  const result = allocate({
    availableUnits: -8,
    queue: [{ id: "only", units: 3 }],
    inbound: [march],
    bufferUnits: 0,
    today,
  });
  expect(result.anonymousUnits).toBe(5);
  expect(result.assignments).toEqual([{ waiting: { id: "only", units: 3 }, units: 3, inboundLine: march }]);
  expect(result.free).toEqual([{ line: march, units: 2 }]);
});

test("the buffer is kept out of stock, and refilled before a new promise is made", () => {
  expect(allocate({ availableUnits: 5, queue: [], inbound: [march], bufferUnits: 2, today })).toMatchObject({
    nowUnits: 3,
    free: [{ units: 10 }],
  });
  expect(allocate({ availableUnits: 1, queue: [], inbound: [march], bufferUnits: 2, today })).toMatchObject({
    nowUnits: 0,
    free: [{ units: 9 }],
  });
});

const anyAllocation = fc.record({
  availableUnits: fc.integer({ min: -40, max: 20 }),
  queue: anyQueue,
  inbound: anyInbound,
  bufferUnits: fc.nat(5),
  today: fc.constant(today),
});
const sum = (parts: readonly { units: number }[]) => parts.reduce((total, { units }) => total + units, 0);

/** Sorts as what arrives when: stock, dated lines, the others. */
const arrival = (inbound: InboundLine | null) => {
  if (inbound === null) return "0";
  return inbound.window !== null && inbound.window.to >= today ? `1 ${inbound.expectedOn}` : `2 ${inbound.expectedOn}`;
};

test("nobody's date rests on an overdue line while another is expected", () => {
  const overdue = { ...line("overdue", 10, "2026-11-01"), window: { from: "2026-11-01", to: "2026-11-22" } };
  const result = allocate({ availableUnits: -4, queue: [], inbound: [overdue, march], bufferUnits: 0, today });
  expect(result.free).toEqual([
    { line: march, units: 6 },
    { line: overdue, units: 10 },
  ]);
});

test("units are conserved: every source unit is assigned, kept back or free, every waiting unit covered or not", () => {
  fc.assert(
    fc.property(anyAllocation, (input) => {
      const { assignments, uncovered, anonymousUnits, nowUnits, free } = allocate(input);
      expect(sum(assignments) + sum(uncovered)).toBe(sum(input.queue));
      const supply = Math.max(0, input.availableUnits + sum(input.queue)) + sum(input.inbound);
      const kept = supply - sum(assignments) - nowUnits - sum(free);
      expect(kept).toBeGreaterThanOrEqual(0);
      expect(kept).toBeLessThanOrEqual(anonymousUnits + input.bufferUnits);
    }),
  );
});

test("nobody is overtaken: whoever waits longer is covered no later", () => {
  fc.assert(
    fc.property(anyAllocation, (input) => {
      const { assignments, uncovered } = allocate(input);
      const expected = assignments.map(({ inboundLine }) => arrival(inboundLine));
      expect(expected).toEqual(expected.toSorted());
      const order = input.queue.map(({ id }) => id);
      const places = [...assignments.map(({ waiting }) => waiting.id), ...uncovered.map(({ waiting }) => waiting.id)];
      expect(places).toEqual(places.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)));
    }),
  );
});

test("nothing is free while somebody waits, and what is free does not depend on who waits", () => {
  fc.assert(
    fc.property(anyAllocation, (input) => {
      const { uncovered, free, nowUnits } = allocate(input);
      if (uncovered.length > 0) expect(nowUnits + sum(free)).toBe(0);
      const alone = allocate({ ...input, queue: [] });
      expect({ free, nowUnits }).toEqual({ free: alone.free, nowUnits: alone.nowUnits });
    }),
  );
});

test("is monotone in supply: one line more never covers fewer or leaves less", () => {
  fc.assert(
    fc.property(anyAllocation, (input) => {
      const more = allocate({ ...input, inbound: [...input.inbound, march] });
      const less = allocate(input);
      expect(sum(more.uncovered)).toBeLessThanOrEqual(sum(less.uncovered));
      expect(sum(more.free)).toBeGreaterThanOrEqual(sum(less.free));
    }),
  );
});
