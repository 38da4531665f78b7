import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/**
 * What /metrics tells. The registry is kept on `globalThis`: in the web process this file is loaded twice, by Node for
 * the server and inside Remix's bundle for the routes, and both must count into one.
 */
function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    webhooks: new Counter({
      name: "arrivo_webhooks_total",
      help: "Webhooks answered, by topic and outcome (stored, repeated, refused, unknown-shop, failed, …)",
      labelNames: ["topic", "outcome"],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: "arrivo_webhook_seconds",
      help: "From a webhook's last byte to its answer",
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    webhookGroupSize: new Histogram({
      name: "arrivo_webhook_group_size",
      help: "Webhooks committed in one transaction",
      buckets: [1, 2, 4, 8, 16, 32, 64],
      registers,
    }),
    jobSeconds: new Histogram({
      name: "arrivo_job_seconds",
      help: "Duration of a job's run, by job and outcome",
      labelNames: ["job", "outcome"],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
      registers,
    }),
    jobsWaiting: new Gauge({
      name: "arrivo_jobs_waiting",
      help: "Jobs not finished, by job",
      labelNames: ["job"],
      registers,
    }),
    dirtyItems: new Gauge({ name: "arrivo_dirty_items", help: "Items waiting to be looked at again", registers }),
    oldestDirtySeconds: new Gauge({
      name: "arrivo_oldest_dirty_seconds",
      help: "How long the oldest of them has waited",
      registers,
    }),
    workersAlive: new Gauge({ name: "arrivo_workers_alive", help: "Workers heard from lately", registers }),
    shopifyCalls: new Counter({
      name: "arrivo_shopify_calls_total",
      help: "Calls of the Admin API, by operation and outcome",
      labelNames: ["operation", "outcome"],
      registers,
    }),
    shopifyPoints: new Counter({
      name: "arrivo_shopify_points_total",
      help: "API points spent, by operation",
      labelNames: ["operation"],
      registers,
    }),
    shopifyWaitSeconds: new Counter({
      name: "arrivo_shopify_wait_seconds_total",
      help: "Time spent waiting for API points",
      registers,
    }),
    tokenRefreshes: new Counter({
      name: "arrivo_token_refreshes_total",
      help: "Refreshes of an access token, by outcome",
      labelNames: ["outcome"],
      registers,
    }),
  };
}

const kept = globalThis as { arrivoMetrics?: ReturnType<typeof makeMetrics> };
export const metrics = (kept.arrivoMetrics ??= makeMetrics());
