import type { JobResult, JobWithMetadata } from "pg-boss";
import { outsideShops } from "../db.server.ts";
import { InfrastructureError, ShopifyThrottled, ShopUnavailable } from "../errors.ts";
import { log } from "../log.server.ts";
import { metrics } from "../metrics.server.ts";
import type { JobName, JobPayloads, Ports } from "../ports.ts";
import { catalogue } from "./catalogue.ts";
import type { JobHandlers } from "./handlers.server.ts";

/** What is kept of a job that failed, for the Store check: never a payload, never a customer. */
interface JobFailure {
  error: string;
  message: string;
}

/**
 * Runs one job and says what becomes of it. The error decides: throttled is put off without counting as a try, a shop
 * that is gone ends quietly, a refusal goes to the dead letters at once, anything else is tried again.
 */
export async function runJob<Name extends JobName>(
  ports: Ports,
  handle: JobHandlers[Name],
  name: Name,
  job: JobWithMetadata<JobPayloads[Name]>,
): Promise<JobResult> {
  const rules = catalogue[name];
  const jobLog = log.child({ job: name, jobId: job.id, try: job.retryCount + 1, ...shopOf(job.data) });
  const stopTimer = metrics.jobSeconds.startTimer({ job: name });
  const end = (outcome: string, status: JobResult["status"], output?: JobFailure): JobResult => {
    const seconds = stopTimer({ outcome });
    jobLog.info({ outcome, ms: Math.round(seconds * 1000) }, "Job");
    return { id: job.id, status, ...(output ? { output } : {}) };
  };
  const parsed = rules.schema.safeParse(job.data);
  if (!parsed.success)
    return end("unreadable", "deadletter", { error: "UnreadableJob", message: "The job's payload is not understood" });
  try {
    if (!rules.runsAfterUninstall && (await isGone(parsed.data))) return end("shop-gone", "completed");
    await handle(ports, parsed.data);
    return end("done", "completed");
  } catch (error) {
    if (error instanceof ShopUnavailable) {
      jobLog.warn({ err: error }, "The shop can't be reached with the token we have");
      return end("shop-unavailable", "completed");
    }
    if (error instanceof ShopifyThrottled) {
      await ports.queue.enqueue(null, name, parsed.data, { afterMs: Math.max(1_000, error.retryAfterMs) });
      return end("throttled", "completed");
    }
    jobLog.error({ err: error }, "A job failed");
    const failure = describe(error);
    if (error instanceof InfrastructureError && !error.isRetryable) return end("refused", "deadletter", failure);
    return end("failed", "failed", failure);
  }
}

function describe(error: unknown): JobFailure {
  return error instanceof InfrastructureError
    ? { error: error.name, message: error.message.slice(0, 500) }
    : { error: error instanceof Error ? error.name : "Error", message: "An unexpected fault; the log has its place" };
}

const shopOf = (data: object) => ("shop" in data ? { shop: data.shop } : {});

async function isGone(payload: object): Promise<boolean> {
  if (!("shop" in payload) || typeof payload.shop !== "string") return false;
  const shop = await outsideShops().shop.findUnique({ where: { domain: payload.shop }, select: { state: true } });
  return !shop || shop.state === "uninstalled";
}
