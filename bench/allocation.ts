/**
 * How long it takes to allocate a million waiting units over ten thousand inbound lines: `npm run bench:allocation`.
 * The baseline looks for each order's supply from the first line on, as a plain loop does; what it costs grows with the
 * orders before, so it is measured on a tenth.
 */
import { cpus } from "node:os";
import { allocate } from "../app/availability/allocate.ts";
import { dateQueue, type QueuedLine } from "../app/backorders/date-queue.ts";
import type { LocationGid } from "../app/ids.ts";
import { dayFromNumber, dayNumber } from "../app/supply/day.ts";
import type { InboundLine } from "../app/supply/inbound-line.ts";

const requiredMs = 1_000;
const orderCount = 1_000_000;
const lineCount = 10_000;
const runs = 5;
const today = "2027-03-01";
const locationId = "gid://shopify/Location/1" as LocationGid;

/** One unit an order, so that nothing is easier than it could be. */
const queue: QueuedLine[] = Array.from({ length: orderCount }, (_, index) => ({
  lineId: `gid://shopify/LineItem/${index}`,
  units: 1,
  placedAt: index,
}));
/** In no order: sorting them is part of the work. */
const inbound: InboundLine[] = Array.from({ length: lineCount }, (_, index) => {
  const ahead = (index * 7_919) % 700;
  const day = (more: number) => dayFromNumber(dayNumber(today) + ahead + more);
  return { id: `line-${index}`, locationId, units: 99, expectedOn: day(0), window: { from: day(0), to: day(9) } };
});

function allocateOnce(orders: readonly QueuedLine[]): { ms: number; covered: number } {
  const startedAt = performance.now();
  const { assignments } = allocate({ availableUnits: -orders.length, queue: orders, inbound, bufferUnits: 0, today });
  return { ms: performance.now() - startedAt, covered: assignments.length };
}

/** The same, and each order told its parts, its window and whether it can leave. */
function dateOnce(): number {
  const startedAt = performance.now();
  dateQueue({ availableUnits: -queue.length, queue, inbound, today, stockDay: today, fallback: () => null });
  return performance.now() - startedAt;
}

/** From the first line on, for each order anew. */
function plainLoop(orders: readonly QueuedLine[]): number {
  const startedAt = performance.now();
  const left = inbound.toSorted((one, other) => (one.expectedOn < other.expectedOn ? -1 : 1)).map(({ units }) => units);
  for (const { units } of orders) {
    let wanted = units;
    for (let at = 0; at < left.length && wanted > 0; at += 1) {
      const taken = Math.min(wanted, left[at] ?? 0);
      left[at] = (left[at] ?? 0) - taken;
      wanted -= taken;
    }
  }
  return performance.now() - startedAt;
}

const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
const whole = Array.from({ length: runs }, () => allocateOnce(queue));
const half = Array.from({ length: runs }, () => allocateOnce(queue.slice(0, orderCount / 2)));
const ms = median(whole.map((run) => run.ms));
const halfMs = median(half.map((run) => run.ms));
const sample = orderCount / 10;
const loopMs = plainLoop(queue.slice(0, sample));
const datedMs = median(Array.from({ length: runs }, dateOnce));
const isMet = ms < requiredMs && whole[0]?.covered === lineCount * 99;

console.log(
  `allocation         ${Math.round(ms)} ms for ${orderCount.toLocaleString("en")} orders of one unit over ${lineCount.toLocaleString("en")} inbound lines, median of ${runs}`,
);
console.log(`half the orders    ${Math.round(halfMs)} ms: ${(ms / halfMs).toFixed(2)} times for twice as many`);
console.log(`dated as well      ${Math.round(datedMs)} ms, each order with its parts and its window`);
console.log(
  `baseline           ${Math.round(loopMs).toLocaleString("en")} ms for a tenth of the orders, a plain loop from the first line on`,
);
console.log(`required           < ${requiredMs} ms: ${isMet ? "met" : "NOT MET"}`);
console.log(`machine            ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`);
process.exitCode = isMet ? 0 : 1;
