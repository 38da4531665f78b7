import { cpus } from "node:os";
import { z } from "zod";
import type { Processes } from "../../tests/integration/support/start-processes.ts";

/** The environment of all processes; to be set before the app is first imported. */
Object.assign(process.env, {
  NODE_ENV: "production",
  LOG_LEVEL: "warn",
  CHILD_LOG_LEVEL: "warn",
  SHOPIFY_API_KEY: "bench",
  SHOPIFY_API_SECRET: "shpss_only_for_the_bench",
  SHOPIFY_APP_URL: "http://127.0.0.1:3000",
  TOKEN_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
});

/** What Shopify saw: calls of its API with their points, and webhooks it delivered. */
export interface Seen {
  mutations: number;
  reads: number;
  points: number;
  webhooks: number;
}

/** PostgreSQL with fsync, the web process and a worker; the emulator in this one, with a count of all that reaches it. */
export async function startBench(): Promise<Processes & { seen(): Seen }> {
  const { startProcesses } = await import("../../tests/integration/support/start-processes.ts");
  const processes = await startProcesses();
  processes.startWorker();
  const { emulator } = processes.running;
  const counted: Seen = { mutations: 0, reads: 0, points: 0, webhooks: 0 };
  const { logCall, logDelivery } = emulator;
  emulator.logCall = (entry) => {
    counted[entry.operation === "PublishVariants" ? "mutations" : "reads"] += 1;
    counted.points += entry.cost ?? 0;
    logCall(entry);
  };
  emulator.logDelivery = (entry) => {
    if (entry.outcome === "delivered") counted.webhooks += 1;
    logDelivery(entry);
  };
  return Object.assign(processes, { seen: () => ({ ...counted }) });
}

export function since(before: Seen, after: Seen): Seen {
  const less = (key: keyof Seen) => after[key] - before[key];
  return { mutations: less("mutations"), reads: less("reads"), points: less("points"), webhooks: less("webhooks") };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Prints a figure with what it must reach, and remembers a miss for the exit code. */
export function report(what: string, measured: string, isReached: boolean, required: string): void {
  console.log(`${isReached ? "ok  " : "MISS"}  ${what}: ${measured} (must be ${required})`);
  if (!isReached) process.exitCode = 1;
}

export function printMachine(): void {
  const processors = cpus();
  console.log(
    `Machine: ${processors.length} × ${processors[0]?.model ?? "?"}, Node ${process.version}, PostgreSQL 18 with fsync`,
  );
}

export const numberArgument = (at: number, fallback: number): number =>
  z.coerce
    .number()
    .positive()
    .parse(process.argv[at] ?? fallback);
