import pg from "pg";
import type { PgBoss } from "pg-boss";
import { getEnv } from "../env.server.ts";
import { log } from "../log.server.ts";
import { bossSchema } from "./boss.server.ts";
import { jobNames } from "./catalogue.ts";

export interface JobLocks {
  /** Marks a job as run by this process for as long as the process lives. Call what is returned once it has ended. */
  hold(jobId: string): Promise<() => void>;
  close(): Promise<void>;
}

const lookMs = 1_000;
/** Taken by pg-boss, but perhaps not marked yet. */
const takenMs = 1_000;
/** Ended, but perhaps not written down yet. */
const endedMs = 2_000;

/**
 * A worker that is killed leaves its jobs running in pg-boss's book until their heartbeat has been missed, and with them
 * their shop stands still. PostgreSQL knows sooner: each running job is an advisory lock of its worker's session, which
 * ends with the process. Every worker looks for running jobs that nobody locks and has them tried again, by the job's own
 * rules. Should a session break while its process lives, a job may run twice at once: the handlers bear that.
 */
export async function startJobLocks(boss: PgBoss): Promise<JobLocks> {
  const held = new Set<string>();
  let session: Promise<pg.Client> | null = null;
  let isClosed = false;

  const connect = async () => {
    const client = new pg.Client({ connectionString: getEnv().DATABASE_URL, application_name: "arrivo-job-locks" });
    client.on("error", (error) => {
      log.warn({ err: error }, "The session that marks running jobs has ended; another is opened");
      session = null;
    });
    await client.connect();
    for (const id of held) await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [keyOf(id)]);
    return client;
  };
  const open = () => {
    session ??= connect().catch((error: unknown) => {
      session = null;
      throw error;
    });
    return session;
  };

  const takeOver = async () => {
    const client = await open();
    const { rows } = await client.query<{ id: string; name: string }>(
      `SELECT id, name FROM ${bossSchema}.job WHERE state = 'active' AND name = ANY($1)
         AND started_on < now() - make_interval(secs => $2) AND id::text <> ALL($3)
         AND pg_try_advisory_lock(hashtextextended('arrivo job ' || id, 0))`,
      [jobNames, takenMs / 1_000, [...held]],
    );
    for (const { id, name } of rows) {
      log.warn({ job: name, jobId: id }, "A job's worker is gone: it is tried again");
      await boss.fail(name, id, { error: "WorkerGone", message: "The process that ran it ended" });
      // It counts as a try, so that a job that ends its process is not run for ever; but it need not wait for its turn.
      await client.query(`UPDATE ${bossSchema}.job SET start_after = now() WHERE id = $1 AND state = 'retry'`, [id]);
      await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [keyOf(id)]);
    }
  };

  /** One statement at a time: a session takes no second one before it has answered. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  await open();
  let looking: Promise<void> | null = null;
  const look = () =>
    (looking ??= inTurn(takeOver)
      .catch((error: unknown) => log.warn({ err: error }, "Jobs of dead workers could not be looked for"))
      .finally(() => (looking = null)));
  // Whoever comes up after a crash finds the jobs of the one before waiting.
  await look();
  const timer = setInterval(() => void look(), lookMs);

  return {
    async hold(jobId) {
      held.add(jobId);
      await inTurn(async () => {
        await (await open()).query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [keyOf(jobId)]);
      }).catch((error: unknown) => log.warn({ err: error }, "A running job could not be marked"));
      return () => {
        const release = setTimeout(() => {
          held.delete(jobId);
          if (isClosed) return;
          void inTurn(async () => {
            await (await open()).query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [keyOf(jobId)]);
          }).catch(() => undefined);
        }, endedMs);
        release.unref();
      };
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      await looking;
      const client = await session?.catch(() => null);
      await client?.end();
    },
  };
}

const keyOf = (jobId: string) => `arrivo job ${jobId}`;
