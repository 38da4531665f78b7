import { PgBoss, type QueueResult } from "pg-boss";
import { getEnv } from "../env.server.ts";
import { log } from "../log.server.ts";
import { catalogue, deadLetterQueue, jobNames } from "./catalogue.ts";

export const bossSchema = "pgboss";
const keepFinishedSeconds = 3 * 24 * 3600;
const keepDeadSeconds = 30 * 24 * 3600;

/** `sender` only enqueues; `worker` also runs jobs, watches over them and keeps the schedule. */
export type BossRole = "sender" | "worker";

const kept = globalThis as { arrivoBoss?: Promise<PgBoss> };

/** The process's pg-boss, started as a sender unless startBoss came first. Shared with Remix's bundle. */
export function getBoss(): Promise<PgBoss> {
  return kept.arrivoBoss ?? startBoss("sender");
}

export function startBoss(role: BossRole): Promise<PgBoss> {
  const starting = start(role);
  kept.arrivoBoss = starting;
  // A start that failed is tried again by the next who asks.
  starting.catch(() => {
    if (kept.arrivoBoss === starting) delete kept.arrivoBoss;
  });
  return starting;
}

/** Lets running jobs end, up to `timeoutMs`; what is cut off then runs again elsewhere. */
export async function stopBoss(timeoutMs = 20_000): Promise<void> {
  const starting = kept.arrivoBoss;
  delete kept.arrivoBoss;
  const boss = await starting?.catch(() => null);
  await boss?.stop({ graceful: true, timeout: timeoutMs, close: true });
}

async function start(role: BossRole): Promise<PgBoss> {
  const isWorker = role === "worker";
  const boss = new PgBoss({
    connectionString: getEnv().DATABASE_URL,
    application_name: `arrivo-${role}`,
    schema: bossSchema,
    createSchema: false,
    max: isWorker ? 10 : 4,
    connectionTimeoutMillis: 10_000,
    supervise: isWorker,
    schedule: isWorker,
    useListenNotify: isWorker,
    registerInstance: false,
    // A killed worker's jobs run again after their heartbeat (10 s) plus one look of these.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    openTelemetry: { enabled: false },
  });
  // Without a handler an interrupted connection would end the process.
  boss.on("error", (error) => log.error({ err: error }, "pg-boss reports an error"));
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "pg-boss warns"));
  await boss.start();
  await makeQueues(boss);
  return boss;
}

/** Makes what is missing and changes what differs: as a rule nothing does, and a worker that starts anew is soon at work. */
async function makeQueues(boss: PgBoss): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const isMade = (name: string, wanted: Partial<QueueResult>) =>
    Object.entries(wanted).every(([key, value]) => known.get(name)?.[key as keyof QueueResult] === value);
  const dead = { retryLimit: 0, retentionSeconds: keepDeadSeconds, deleteAfterSeconds: keepFinishedSeconds };
  if (!isMade(deadLetterQueue, dead)) await boss.createQueue(deadLetterQueue, dead);
  for (const name of jobNames) {
    const rules = catalogue[name];
    const options = {
      retryLimit: rules.retryLimit,
      retryDelay: rules.retryDelaySeconds,
      retryBackoff: true,
      retryDelayMax: rules.retryDelayMaxSeconds,
      expireInSeconds: rules.expireSeconds,
      heartbeatSeconds: rules.heartbeatSeconds,
      deleteAfterSeconds: keepFinishedSeconds,
      deadLetter: deadLetterQueue,
      notify: true,
    };
    const policy = rules.waitingKey ? "short" : "standard";
    if (isMade(name, { ...options, policy })) continue;
    // `short`: one job in state `created` for a key. A running or retried one does not count, so what comes after
    // a job has started is never lost to it.
    await boss.createQueue(name, { ...options, policy });
    await boss.updateQueue(name, options);
  }
}
