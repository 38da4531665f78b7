import { outsideShops } from "../db.server.ts";
import { bossSchema } from "./boss.server.ts";
import { jobNames } from "./catalogue.ts";

export interface WorkLeft {
  /** Jobs waiting, running or to be tried again, by name; names with none are left out. */
  jobs: Record<string, number>;
  dirtyItems: number;
  oldestDirtySeconds: number;
}

/** What is put off for longer than this is not waited for. */
const soonSeconds = 60;

/** What the workers still have before them. */
export async function workLeft(): Promise<WorkLeft> {
  const db = outsideShops();
  const [jobs, dirty] = await Promise.all([
    db.$queryRawUnsafe<{ name: string; count: number }[]>(
      `SELECT name, count(*)::int AS count FROM ${bossSchema}.job
       WHERE name = ANY($1) AND state < 'completed' AND start_after < now() + make_interval(secs => $2)
       GROUP BY name ORDER BY name`,
      jobNames,
      soonSeconds,
    ),
    db.$queryRaw<{ count: number; seconds: number }[]>`
      SELECT count(*)::int AS count, coalesce(extract(epoch FROM now() - min(since)), 0)::float8 AS seconds
      FROM "DirtyItem" d JOIN "Shop" s ON s.domain = d.shop AND s.state <> 'uninstalled'
      WHERE d."notBefore" < now() + make_interval(secs => ${soonSeconds})`,
  ]);
  return {
    jobs: Object.fromEntries(jobs.map(({ name, count }) => [name, count])),
    dirtyItems: dirty[0]?.count ?? 0,
    oldestDirtySeconds: dirty[0]?.seconds ?? 0,
  };
}
