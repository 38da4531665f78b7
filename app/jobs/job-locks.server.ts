import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { PgBoss } from "pg-boss";
import { getEnv } from "../env.server.ts";
import { log } from "../log.server.ts";
import { bossSchema } from "./boss.server.ts";
import { jobNames } from "./catalogue.ts";

export interface JobLocks {
  /**
   * Marks a job as run by this process for as long as the process lives. Call what is returned once it has ended; it
   * settles when the mark is gone, a moment later.
   */
  hold(jobId: string): Promise<() => Promise<void>>;
  /** Has the running jobs that nobody marks tried again. Every worker does so once a second. */
  look(): Promise<void>;
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
 *
 * The mark is a shared lock, so that marking never waits for another worker: one that ended a try a moment ago still has
 * its own. Only the look asks for the lock alone.
 */
export async function startJobLocks(boss: PgBoss): Promise<JobLocks> {
  /** Marks by job: a job that is tried again within a moment has two. */
  const held = new Map<string, number>();
  let session: Promise<pg.Client> | null = null;
  let client: pg.Client | null = null;
  let isClosed = false;

  const connect = async () => {
    const opened = new pg.Client({ connectionString: getEnv().DATABASE_URL, application_name: "arrivo-job-locks" });
    client = opened;
    opened.on("error", (error) => {
      // A session may be reported cut once it has been replaced already; that one stays.
      if (client !== opened) return;
      log.warn({ err: error }, "The session that marks running jobs has ended; another is opened");
      session = null;
    });
    await opened.connect();
    for (const [id, marks] of held)
      for (let mark = 0; mark < marks; mark += 1) await opened.query(markSql, [keyOf(id)]);
    return opened;
  };
  const open = () => {
    session ??= connect().catch((error: unknown) => {
      session = null;
      throw error;
    });
    return session;
  };

  const takeOver = async () => {
    const own = await open();
    // Materialized, so that the lock is asked for last: PostgreSQL is free to try it on rows that another condition leaves
    // out, and a lock on a job of one's own would stay for good.
    const { rows } = await own.query<{ id: string; name: string }>(
      `WITH running AS MATERIALIZED (
         SELECT id, name FROM ${bossSchema}.job WHERE state = 'active' AND name = ANY($1)
           AND started_on < now() - make_interval(secs => $2) AND id::text <> ALL($3))
       SELECT id, name FROM running WHERE pg_try_advisory_lock(hashtextextended('arrivo job ' || id, 0))`,
      [jobNames, takenMs / 1_000, [...held.keys()]],
    );
    try {
      for (const { id, name } of rows) {
        log.warn({ job: name, jobId: id }, "A job's worker is gone: it is tried again");
        await boss.fail(name, id, { error: "WorkerGone", message: "The process that ran it ended" });
        // It counts as a try, so that a job that ends its process is not run for ever; but it need not wait for its turn.
        await own.query(`UPDATE ${bossSchema}.job SET start_after = now() WHERE id = $1 AND state = 'retry'`, [id]);
      }
    } finally {
      for (const { id } of rows) await own.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [keyOf(id)]);
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
      await inTurn(async () => {
        // Told first: a session that is opened only now marks it with the others.
        const isOpen = session !== null;
        held.set(jobId, (held.get(jobId) ?? 0) + 1);
        const own = await open();
        if (isOpen) await own.query(markSql, [keyOf(jobId)]);
      }).catch((error: unknown) => log.warn({ err: error }, "A running job could not be marked"));
      return async () => {
        await pause(endedMs, undefined, { ref: false });
        await inTurn(async () => {
          const marks = (held.get(jobId) ?? 1) - 1;
          if (marks > 0) held.set(jobId, marks);
          else held.delete(jobId);
          if (!isClosed) await (await open()).query(unmarkSql, [keyOf(jobId)]);
        }).catch(() => undefined);
      };
    },
    look,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await looking;
      const last = await session?.catch(() => null);
      await last?.end();
    },
  };
}

const markSql = "SELECT pg_advisory_lock_shared(hashtextextended($1, 0))";
const unmarkSql = "SELECT pg_advisory_unlock_shared(hashtextextended($1, 0))";
const keyOf = (jobId: string) => `arrivo job ${jobId}`;
