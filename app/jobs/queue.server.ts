import { fromPrisma, type PgBoss } from "pg-boss";
import type { Db } from "../db.server.ts";
import type { Queue } from "../ports.ts";
import { bossSchema } from "./boss.server.ts";
import { jobInsert } from "./job-insert.server.ts";

/** The queue on pg-boss; `boss` is asked for at first use, so that making the ports starts nothing. */
export function bossQueue(boss: () => Promise<PgBoss>): Queue {
  return {
    async enqueue(db, name, payload, options) {
      const job = jobInsert(name, payload, options);
      const sender = await boss();
      if (!db) {
        await sender.insert(name, [job]);
        return;
      }
      const transaction = { db: fromPrisma(db), returnId: true };
      // Refused means that one waits already. It must still wait when this transaction commits: were it taken before,
      // it would not see what we wrote. So it is held until then, or, if it is gone, ours is put in its place.
      while (!(await sender.insert(name, [job], transaction))) {
        if (!job.singletonKey || (await holdWaitingJob(db, name, job.singletonKey))) return;
      }
    },
  };
}

/** Locks the waiting job against being taken until this transaction ends. @returns false when none waits any more. */
async function holdWaitingJob(db: Db, name: string, key: string): Promise<boolean> {
  const rows = await db.$queryRawUnsafe<unknown[]>(
    `SELECT 1 FROM ${bossSchema}.job WHERE name = $1 AND singleton_key = $2 AND state = 'created' FOR SHARE`,
    name,
    key,
  );
  return rows.length > 0;
}
