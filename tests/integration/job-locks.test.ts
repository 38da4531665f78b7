import { afterEach, beforeEach, expect, it } from "vitest";
import { getPorts } from "../../app/composition.server.ts";
import { outsideShops } from "../../app/db.server.ts";
import type { ShopDomain } from "../../app/ids.ts";
import { getBoss } from "../../app/jobs/boss.server.ts";
import { type JobLocks, startJobLocks } from "../../app/jobs/job-locks.server.ts";
import { until } from "./support/until.ts";

const shop = "one.myshopify.com" as ShopDomain;
let workers: JobLocks[] = [];
beforeEach(async () => {
  await outsideShops().shop.upsert({ where: { domain: shop }, create: { domain: shop }, update: {} });
  const boss = await getBoss();
  workers = [await startJobLocks(boss), await startJobLocks(boss)];
});
afterEach(async () => {
  for (const worker of workers) await worker.close();
  await outsideShops().$executeRaw`DELETE FROM pgboss.job`;
});

/** Jobs that pg-boss holds for running, and for longer than a look lets pass. */
async function runningJobs(count: number): Promise<string[]> {
  for (let number = 0; number < count; number += 1)
    await getPorts().queue.enqueue(null, "run-task", { shop, taskId: `task-${number}` });
  const rows = await outsideShops().$queryRaw<{ id: string }[]>`
    UPDATE pgboss.job SET state = 'active', started_on = now() - interval '10 seconds' RETURNING id`;
  return rows.map(({ id }) => id);
}
const stillRunning = async () =>
  Number(
    (await outsideShops().$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM pgboss.job WHERE state = 'active'`)[0]
      ?.count,
  );

const sessions = () =>
  outsideShops().$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE application_name = 'arrivo-job-locks'`.then(({ length }) => length);

async function bothLook(): Promise<void> {
  for (const worker of workers) await worker.look();
}

it.each([1, 8])("%d running jobs are a worker's own while it runs them, and no longer", async (count) => {
  const [own, other] = workers as [JobLocks, JobLocks];
  const ids = await runningJobs(count);
  const releases = await Promise.all(ids.map((id) => own.hold(id)));
  await bothLook();
  await bothLook();
  expect(await stillRunning()).toBe(count);

  await Promise.all(releases.map((release) => release()));
  await until("the other one finds them", async () => {
    await other.look();
    return (await stillRunning()) === 0;
  });
});

// PostgreSQL puts the conditions of a look in another order for seven and eight marks than for six or nine.
it.each([1, 6, 7, 8, 9])(
  "%d jobs that a worker still marks are marked by who runs them next, without waiting",
  async (count) => {
    const [first, second] = workers as [JobLocks, JobLocks];
    const ids = await runningJobs(count);
    const ends = await Promise.all(ids.map((id) => first.hold(id)));
    await bothLook();
    await Promise.all(ids.map((id) => second.hold(id)));
    await Promise.all(ends.map((end) => end()));
    await bothLook();
    expect(await stillRunning()).toBe(count);
  },
);

it("a job tried again by the same worker stays marked when its first try's mark ends", async () => {
  const [own] = workers as [JobLocks];
  const [id] = (await runningJobs(1)) as [string];
  const endFirst = await own.hold(id);
  await own.hold(id);
  await endFirst();
  await bothLook();
  expect(await stillRunning()).toBe(1);
});

it("marks whose session was cut are made anew, and end like any other", async () => {
  const [own, other] = workers as [JobLocks, JobLocks];
  const [id, next] = (await runningJobs(2)) as [string, string];
  const end = await own.hold(id);
  await outsideShops().$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'arrivo-job-locks'`;
  await until("both have a session again", async () => {
    await bothLook();
    return (await sessions()) === 2;
  });
  const endNext = await own.hold(next);
  await Promise.all([end(), endNext()]);
  await until("the other one finds them", async () => {
    await other.look();
    return (await stillRunning()) === 0;
  });
});
