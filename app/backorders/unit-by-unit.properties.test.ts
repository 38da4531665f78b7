import fc from "fast-check";
import { expect, test } from "vitest";
import { decideAvailability } from "../availability/decide-availability.ts";
import type { DecisionInput } from "../availability/decision-input.ts";
import { anyRuledInput, moved } from "../availability/decision-input.arbitraries.ts";
import type { ActivePolicy } from "../policies/policy.ts";
import { dateQueue } from "./date-queue.ts";

/**
 * The promise played with single units on a table: every unit of supply is one piece, laid out in the order in which it
 * comes, and each who wants one takes the next piece. Slow, and it shares nothing with the kernel.
 */
type Piece = { from: "stock" } | { from: "line"; id: string; window: { from: string; to: string } | null };

const runs = { numRuns: 1_500 };

function activePolicy({ policy }: DecisionInput): ActivePolicy {
  if (policy?.mode !== "on") throw new Error("not under a rule");
  return policy;
}

function onTheTable(input: DecisionInput) {
  const { countedLocations, limit } = activePolicy(input);
  const counts = (id: string) =>
    countedLocations === "online"
      ? [...input.stock.onlineLocationIds].some((on) => on === id)
      : countedLocations.some((on) => on === id);
  let available = 0;
  for (const level of input.stock.levels) if (counts(level.locationId)) available += level.available;
  const counted = input.inbound.filter(({ locationId }) => counts(locationId));
  let waiting = 0;
  for (const { units } of input.queue) waiting += units;

  const pieces: Piece[] = [];
  for (let unit = 0; unit < available + waiting; unit += 1) pieces.push({ from: "stock" });
  const isDated = (line: (typeof counted)[number]) => line.window !== null && line.window.to >= input.today;
  for (const lines of [counted.filter(isDated), counted.filter((line) => !isDated(line))]) {
    const left = [...lines];
    while (left.length > 0) {
      let first = left[0]!;
      for (const line of left)
        if (line.expectedOn < first.expectedOn || (line.expectedOn === first.expectedOn && line.id < first.id))
          first = line;
      left.splice(left.indexOf(first), 1);
      for (let unit = 0; unit < first.units; unit += 1)
        pieces.push({ from: "line", id: first.id, window: isDated(first) ? first.window : null });
    }
  }
  // Somebody we do not know of holds what is missing below the known queue.
  for (let unit = available + waiting; unit < 0; unit += 1) pieces.shift();
  const taken = input.queue.map(({ units }) => {
    const own: (Piece | undefined)[] = [];
    for (let unit = 0; unit < units; unit += 1) own.push(pieces.shift());
    return own;
  });
  let inboundUnits = 0;
  for (const { units } of counted) inboundUnits += units;
  const floor =
    limit.kind === "unlimited"
      ? -Infinity
      : limit.kind === "number"
        ? -limit.units
        : -Math.max(0, inboundUnits - limit.bufferUnits);
  return { available, counted, pieces, taken, floor };
}

/** The fallback of the rule, as the arbitraries have it; "ends": sales end where the dates do. */
function fallbackOf(input: DecisionInput): object | null | "ends" {
  const { eta, handlingDays, sellsPastWindow } = activePolicy(input);
  const isUndated = sellsPastWindow ? null : "ends";
  if (eta.kind === "unknown") return null;
  if (eta.kind === "fixed") return eta.to < input.today ? isUndated : { units: null, from: eta.from, to: eta.to };
  const lead = eta.kind === "lead-time" ? eta : eta.kind === "supply" ? (input.supplyLead ?? null) : null;
  if (lead === null) return isUndated;
  return { units: null, inDays: [lead.minDays + handlingDays, lead.maxDays + handlingDays], days: lead.days };
}

/** Shoppers come one by one and take one piece each, until the limit or the dates end. */
function shoppersServed(input: DecisionInput) {
  const { available, pieces, floor } = onTheTable(input);
  const { bufferUnits } = activePolicy(input);
  const fallback = fallbackOf(input);
  const table = pieces.slice(bufferUnits);
  const got: Piece[] = [];
  let count = 0;
  for (let left = available; left > floor && count < 500; left -= 1) {
    const piece = table.shift();
    const isDated = piece !== undefined && (piece.from === "stock" || piece.window !== null);
    if (!isDated && fallback === "ends") break;
    if (isDated) got.push(piece);
    count += 1;
  }
  return { got, count, available, fallback };
}

/** What should be decided: how many ship now, and the segments where anything is sold beyond stock. */
function simulate(input: DecisionInput) {
  const { got, count, available, fallback } = shoppersServed(input);
  const policy = activePolicy(input);
  const isBeyondStock = count > Math.max(0, available);
  // Where nothing is sold beyond stock there is no promise to keep a buffer for.
  const now = isBeyondStock ? got.filter(({ from }) => from === "stock").length : Math.max(0, available);
  const own = input.variant.currentPolicy === "CONTINUE";
  const isSelling = now > 0 ? (isBeyondStock && policy.when === "beyond-stock") || own : isBeyondStock;
  const segments: { id: string; segment: { units: number; from: string; to: string } }[] = [];
  for (const piece of isBeyondStock ? got : []) {
    if (piece.from === "stock" || piece.window === null) continue;
    const last = segments.at(-1);
    if (last?.id === piece.id) last.segment.units += 1;
    else segments.push({ id: piece.id, segment: { units: 1, ...piece.window } });
  }
  const end = fallback === "ends" || fallback === null ? [] : [fallback];
  return { nowUnits: now, isSelling, segments: isSelling ? [...segments.map(({ segment }) => segment), ...end] : [] };
}

test("the segments are what shoppers get who come one by one", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      const { nowUnits, segments, publishedPolicy } = decideAvailability(input);
      expect({ nowUnits, isSelling: publishedPolicy === "CONTINUE", segments }).toEqual(simulate(input));
    }),
    runs,
  );
});

test("everyone in the queue gets the pieces that lie next, and is told their windows", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      const { available, counted, taken } = onTheTable(input);
      const queue = input.queue.map(({ id, units }) => ({ lineId: id, units, placedAt: 0 }));
      const dated = dateQueue({
        availableUnits: available,
        queue,
        inbound: counted,
        today: input.today,
        stockDay: input.today,
        fallback: () => null,
      });
      const told = dated.map(({ parts }) =>
        parts.flatMap((part) =>
          Array.from({ length: part.units }, () => (part.source === "unknown" ? "?" : `${part.from} ${part.to}`)),
        ),
      );
      expect(told).toEqual(
        taken.map((own) =>
          own.map((piece) => {
            if (piece?.from === "stock") return `${input.today} ${input.today}`;
            const window = piece?.window ?? null;
            return window === null ? "?" : `${window.from} ${window.to}`;
          }),
        ),
      );
    }),
    runs,
  );
});

test("selling on, each sale decided anew, gives every shopper what the first decision promised", () => {
  fc.assert(
    fc.property(anyRuledInput, (first) => {
      const policy = { ...activePolicy(first), when: "beyond-stock" as const };
      let shop: DecisionInput = { ...first, policy };
      const before = decideAvailability(shop);
      const promised = before.segments.flatMap((segment) =>
        "to" in segment && segment.units !== null ? Array.from({ length: segment.units }, () => segment) : [],
      );
      if (policy.countedLocations !== "online" && !policy.countedLocations.includes(shop.stock.levels[0]!.locationId))
        return;
      for (let unit = 0; unit < before.nowUnits + promised.length; unit += 1) {
        const { publishedPolicy, nowUnits, segments } = decideAvailability(shop);
        const next = segments[0];
        if (unit < before.nowUnits) expect(nowUnits).toBe(before.nowUnits - unit);
        else {
          expect(publishedPolicy).toBe("CONTINUE");
          expect(next).toMatchObject({
            from: promised[unit - before.nowUnits]!.from,
            to: promised[unit - before.nowUnits]!.to,
          });
        }
        shop = { ...moved(shop, -1), queue: [...shop.queue, { id: `shopper-${String(unit)}`, units: 1 }] };
      }
    }),
    runs,
  );
});

test("no unit is made or lost: who waits, who comes, the buffer and what nobody can date are all of the supply", () => {
  fc.assert(
    fc.property(anyRuledInput, (input) => {
      const policy = {
        ...activePolicy(input),
        limit: { kind: "unlimited" as const },
        when: "beyond-stock" as const,
        bufferUnits: 0,
      };
      const shop: DecisionInput = { ...input, policy };
      const { available, counted, taken } = onTheTable(shop);
      const { nowUnits, segments } = decideAvailability(shop);
      const waiting = taken.reduce((sum, own) => sum + own.length, 0);
      const covered = taken.flat().filter((piece) => piece !== undefined).length;
      const anonymous = Math.max(0, -(available + waiting));
      const supply = Math.max(0, available + waiting) + counted.reduce((sum, { units }) => sum + units, 0);
      const undated = counted
        .filter(({ window }) => window === null || window.to < shop.today)
        .reduce((sum, { units }) => sum + units, 0);
      const promised = nowUnits + segments.reduce((sum, segment) => sum + (segment.units ?? 0), 0);
      expect(promised + covered).toBeLessThanOrEqual(supply);
      expect(promised + covered + anonymous + undated).toBeGreaterThanOrEqual(supply);
    }),
    runs,
  );
});
