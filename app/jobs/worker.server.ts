import type { PgBoss } from "pg-boss";
import type { JobName, JobPayloads, Ports } from "../ports.ts";
import { startBoss, stopBoss } from "./boss.server.ts";
import { catalogue, jobNames } from "./catalogue.ts";
import { type JobHandlers, handlers } from "./handlers.server.ts";
import { type InTurn, takeTurns } from "./in-turn.ts";
import { type JobLocks, startJobLocks } from "./job-locks.server.ts";
import { runJob } from "./run-job.server.ts";
import { keepSchedule } from "./schedule.server.ts";
import { startHeartbeat } from "./worker-heartbeat.server.ts";

/** A job that ended is written down within this, as a rule. */
const writtenMs = 20;

export interface Worker {
  /** Takes no new job, lets the running ones end, and leaves. */
  stop(): Promise<void>;
}

/**
 * Runs every job of the catalogue. Any number of workers may run: they share the queue and keep to its groups.
 * @param doing what does the work; tests give their own.
 */
export async function startWorker(ports: Ports, doing: Partial<JobHandlers> = handlers): Promise<Worker> {
  const boss = await startBoss("worker");
  const locks = await startJobLocks(boss);
  for (const name of jobNames) await work(boss, ports, { locks, inTurn: takeTurns() }, name, doing[name]);
  await keepSchedule(boss);
  const heartbeat = await startHeartbeat();
  return {
    stop: async () => {
      await stopBoss();
      await locks.close();
      await heartbeat.stop();
    },
  };
}

async function work<Name extends JobName>(
  boss: PgBoss,
  ports: Ports,
  { locks, inTurn }: { locks: JobLocks; inTurn: InTurn },
  name: Name,
  handle: JobHandlers[Name] | undefined,
): Promise<void> {
  if (!handle) return;
  const rules = catalogue[name];
  const options = {
    includeMetadata: true,
    perJobResults: true,
    batchSize: 1,
    localConcurrency: rules.concurrency,
    ...(rules.group ? { groupConcurrency: 1 } : {}),
    // Jobs are announced as they come; the poll finds the ones whose time has come, and what an announcement missed.
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 1,
  } as const;
  const workerId = await boss.work<JobPayloads[Name], unknown, typeof options>(name, options, async (jobs) =>
    Promise.all(
      jobs.map(async (job) => {
        const release = await locks.hold(job.id);
        const run = () => runJob(ports, handle, name, job);
        return (job.groupId == null ? run() : inTurn(job.groupId, run)).finally(() => {
          void release();
          // One of the same group may have been announced while this one ran: it need not wait for the next poll.
          if (rules.group) setTimeout(() => boss.notifyWorker(workerId), writtenMs).unref();
        });
      }),
    ),
  );
}
