import { outsideShops } from "../db.server.ts";
import { jobNames } from "../jobs/catalogue.ts";
import { workLeft } from "../jobs/work-left.server.ts";
import { silenceMs } from "../jobs/worker-heartbeat.server.ts";
import { log } from "../log.server.ts";
import { metrics } from "../metrics.server.ts";

/** The metrics in Prometheus' text form; what stands in the database is read now. */
export async function writeMetrics(): Promise<{ contentType: string; text: string }> {
  try {
    const left = await workLeft();
    for (const job of jobNames) metrics.jobsWaiting.set({ job }, left.jobs[job] ?? 0);
    metrics.dirtyItems.set(left.dirtyItems);
    metrics.oldestDirtySeconds.set(left.oldestDirtySeconds);
    const lately = new Date(Date.now() - silenceMs);
    metrics.workersAlive.set(await outsideShops().workerHeartbeat.count({ where: { seenAt: { gt: lately } } }));
  } catch (error) {
    // The process's own figures are wanted most when the database is down.
    log.warn({ err: error }, "The database's figures are missing from /metrics");
  }
  return { contentType: metrics.registry.contentType, text: await metrics.registry.metrics() };
}
