/**
 * A real shop's order stream through emulator, webhooks and app: `npm run bench:replay -- --orders F [--events out.jsonl]`.
 * What is done, by which rules, and what must hold: bench/README.md. First with the API bucket off, for the rate; then the
 * first `--plus-lines` again with a Plus shop's bucket. 5 % of the webhooks come twice, 5 % out of order, 2 % never; the
 * worker is killed every 10 s. At every checkpoint the hourly look has made good what was lost, and the app's ledger is
 * held against an independent one.
 */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { printMachine, quantile, report } from "./reconcile/start-bench.ts";
import { readOrders, type SourceEvent } from "./replay/read-orders.ts";

const { values: given } = parseArgs({
  options: {
    orders: { type: "string" },
    events: { type: "string" },
    lines: { type: "string", default: "1000000" },
    "plus-lines": { type: "string", default: "2000" },
    "checkpoint-lines": { type: "string", default: "10000" },
    "fulfil-days": { type: "string", default: "1" },
    reorder: { type: "string", default: "20,120,10" },
    stock: { type: "string", default: "100" },
    "kill-seconds": { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
  },
});
if (given.orders === undefined) {
  console.error("Name the file: npm run bench:replay -- --orders orders.csv.gz [--events out.jsonl]");
  process.exit(1);
}
const whole = (name: string, text: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`${name} must be a whole number, not "${text}"`);
  process.exit(1);
};
const [below = 0, upTo = 0, days = 0] = given.reorder.split(",").map((part) => whole("--reorder", part));
const rules = { fulfilDays: whole("--fulfil-days", given["fulfil-days"]), reorder: { below, upTo, days } };
const firstUnits = whole("--stock", given.stock);
const killMs = whole("--kill-seconds", given["kill-seconds"]) * 1_000;
const checkpointLines = whole("--checkpoint-lines", given["checkpoint-lines"]);
const seed = whole("--seed", given.seed);
/** A worker killed every few seconds needs its time on a slow machine. */
const patienceMs = 600_000;
/** What asks too often takes from what it measures. */
const askMs = 200;

const source = await readOrders(given.orders, whole("--lines", given.lines));
printMachine();
console.log(
  `${source.lines} lines of ${source.events.length} invoices; left out: ` +
    (Object.entries(source.skipped)
      .map(([why, count]) => `${count} ${why}`)
      .join(", ") || "none"),
);

// A worker that is killed on purpose is no news.
process.env.CHILD_LOG_LEVEL = "error";
const { startProcesses } = await import("../tests/integration/support/start-processes.ts");
const { untilIdle } = await import("../tests/integration/support/until-idle.ts");
const { openShop, plainRule } = await import("../tests/integration/support/open-shop.ts");
const { changeScopes } = await import("../store-emulator/install-app.ts");
const { outsideShops } = await import("../app/db.server.ts");
const { ShopDriver } = await import("./replay/drive-shop.ts");
const { compareLedgers } = await import("./replay/compare-ledgers.ts");

const out = given.events === undefined ? null : openSync(given.events, "w");
const processes = await startProcesses();
const { emulator } = processes.running;
// Which webhook is doubled, late or lost follows from the seed.
Math.random = seeded(seed);

let worker = processes.startWorker();
let kills = 0;
let isOver = false;
const killing = (async () => {
  while (killMs > 0 && !isOver) {
    await pause(killMs);
    if (isOver) break;
    await worker.kill();
    worker = processes.startWorker();
    kills += 1;
  }
})();

const memory: Record<"web" | "worker", number[]> = { web: [], worker: [] };
const residentMb = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};
const points = { total: 0, byOperation: new Map<string, { calls: number; points: number }>() };
const { logCall } = emulator;
emulator.logCall = (entry) => {
  points.total += entry.cost ?? 0;
  const known = points.byOperation.get(entry.operation) ?? { calls: 0, points: 0 };
  points.byOperation.set(entry.operation, { calls: known.calls + 1, points: known.points + (entry.cost ?? 0) });
  logCall(entry);
};

type Run = { lines: number; seconds: number; points: number; differences: number; checkpoints: number };

async function replay(name: string, plan: "enterprise" | "plus", events: readonly SourceEvent[]): Promise<Run> {
  emulator.apiShape.withoutBucket = plan === "enterprise";
  const shop = await openShop(processes.running, name, { plan });
  changeScopes(emulator, shop.shop, {
    grant: ["write_merchant_managed_fulfillment_orders", "read_payment_terms", "read_customers"],
  });
  await shop.setRule("shop", shop.domain, { ...plainRule, limit: { kind: "unlimited" } });
  let sequence = 0;
  const write = (row: object) => {
    if (out !== null) writeSync(out, `${JSON.stringify(row)}\n`);
  };
  const driver = new ShopDriver(emulator, shop.shop, rules, (event) => {
    sequence += 1;
    write({ shop: name, seq: sequence, ...event });
  });
  const codes = [...new Set(events.flatMap(({ lines }) => lines.map(({ code }) => code)))];
  const products = driver.stockUp(codes, () => firstUnits);
  await shop.wake(products.map((item) => ({ kind: "product", item })));
  await shop.bossPorts.queue.enqueue(null, "set-up-shop", { shop: shop.domain });
  await untilIdle(processes.running, patienceMs, askMs);
  console.log(`${name}: ${codes.length} variants, ${plan === "plus" ? "a Plus shop's bucket" : "no bucket"}`);

  points.total = 0;
  points.byOperation.clear();
  const startedAt = performance.now();
  const shaped = { duplicate: 0.05, reorder: 0.05, lose: 0.02, delayMs: 0 };
  emulator.webhookShape = shaped;
  let checkpoints = 0;
  let differences = 0;
  let nextCheckpoint = checkpointLines;

  async function checkpoint(): Promise<void> {
    // What was lost is found by the hourly look; its own hints come whole.
    const left = performance.now();
    await untilIdle(processes.running, patienceMs, askMs);
    await shop.bossPorts.queue.enqueue(null, "look-at-changes", { shop: shop.domain });
    await untilIdle(processes.running, patienceMs, askMs);
    const truth = driver.ledger.all();
    const found = await compareLedgers(shop.domain, truth);
    checkpoints += 1;
    differences += found.length;
    const open = truth.filter(({ waiting, allocated }) => waiting + allocated > 0);
    write({ shop: name, seq: sequence, type: "checkpoint", open, lines: truth.length });
    memory.web.push(residentMb(processes.webPid));
    memory.worker.push(residentMb(worker.pid));
    const { orders, orderLines, cancelledUnits, shipped, restocks } = driver.counts;
    console.log(
      `${found.length === 0 ? "ok  " : "MISS"}  checkpoint after ${driver.appliedLines} lines: ${found.length} differences ` +
        `in ${truth.length} lines of ${orders} orders (${orderLines} ordered, ${cancelledUnits} units cancelled, ${shipped} ` +
        `shipped, ${restocks} restocks; ${open.length} open, ${open.filter(({ waiting }) => waiting > 0).length} waiting); ` +
        `idle after ${((performance.now() - left) / 1000).toFixed(1)} s; ${kills} kills; ` +
        `web ${Math.round(memory.web.at(-1) ?? 0)} MB, worker ${Math.round(memory.worker.at(-1) ?? 0)} MB`,
    );
    for (const each of found.slice(0, 5)) console.log(`      ${JSON.stringify(each)}`);
  }

  for (const event of events) {
    driver.do(event);
    // Shopify sends as fast as it is answered; what is not yet read may pile up only so far, or it is no shop but a flood.
    while (emulator.pending.count > 400) await pause(5);
    await keepPace(shop.domain);
    if (driver.appliedLines < nextCheckpoint) continue;
    nextCheckpoint += checkpointLines;
    await checkpoint();
  }
  await checkpoint();
  if (differences === 0 && out !== null) write({ shop: name, seq: sequence, type: "end", ledger: driver.ledger.all() });
  const seconds = (performance.now() - startedAt) / 1000;
  return { lines: driver.appliedLines, seconds, points: points.total, differences, checkpoints };
}

let asked = 0;
/** Never further ahead of the worker than a few hundred items. */
async function keepPace(domain: string): Promise<void> {
  asked += 1;
  if (asked % 20 !== 0) return;
  for (;;) {
    const [row] = await outsideShops().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM "DirtyItem" WHERE shop = ${domain}`;
    if ((row?.count ?? 0) < 3_000) return;
    await pause(50);
  }
}

function seeded(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function takeLines(events: readonly SourceEvent[], most: number): SourceEvent[] {
  let lines = 0;
  return events.filter((event) => (lines += event.lines.length) <= most);
}

try {
  const first = await replay("replay", "enterprise", source.events);
  const rate = first.lines / first.seconds;
  report(
    "the ledger, at every checkpoint",
    `${first.differences} differences at ${first.checkpoints}`,
    first.differences === 0,
    "none",
  );
  report(
    "order lines",
    `${Math.round(rate)}/s over ${first.seconds.toFixed(0)} s, checkpoints included`,
    rate >= 300,
    "≥ 300/s",
  );
  printPoints(first);
  const [half, rest] = [
    memory.worker.slice(0, memory.worker.length / 2),
    memory.worker.slice(memory.worker.length / 2),
  ];
  console.log(
    `      memory at checkpoints, first and second half: worker ${mb(half)}, ${mb(rest)}; web ` +
      `${mb(memory.web.slice(0, memory.web.length / 2))}, ${mb(memory.web.slice(memory.web.length / 2))}`,
  );
  const plusLines = whole("--plus-lines", given["plus-lines"]);
  if (plusLines > 0) {
    const plus = await replay("replay-plus", "plus", takeLines(source.events, plusLines));
    report("the ledger with the Plus bucket", `${plus.differences} differences`, plus.differences === 0, "none");
    console.log(`      ${Math.round(plus.lines / plus.seconds)} lines/s over ${plus.seconds.toFixed(0)} s`);
    printPoints(plus);
  }
} finally {
  isOver = true;
  await killing;
  if (out !== null) closeSync(out);
  await processes.stop();
}

/** Of the run that has just ended. */
function printPoints({ lines, points: total }: Run): void {
  console.log(`      ${(total / lines).toFixed(1)} API points a line; ${kills} workers killed`);
  for (const [operation, { calls, points: cost }] of [...points.byOperation].sort((a, b) => b[1].points - a[1].points))
    console.log(`      ${operation}: ${calls} calls, ${(cost / lines).toFixed(1)} points a line`);
}

function mb(values: readonly number[]): string {
  return values.length === 0 ? "–" : `${Math.round(quantile(values, 0.5))} MB`;
}
