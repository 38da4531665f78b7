import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { getPorts } from "../../app/composition.server.ts";
import { outsideShops } from "../../app/db.server.ts";
import type { ShopDomain } from "../../app/ids.ts";
import { startWorker, type Worker } from "../../app/jobs/worker.server.ts";
import { until } from "./support/until.ts";

const shop = "one.myshopify.com" as ShopDomain;
let worker: Worker | undefined;
afterAll(() => worker?.stop());

it("a job whose worker is killed runs again in another one within seconds, and holds no newer one up for longer", async () => {
  await outsideShops().shop.create({ data: { domain: shop } });
  const ports = getPorts();
  const child = fork(resolve(import.meta.dirname, "support/hang-in-job.ts"), { env: process.env });
  await ports.queue.enqueue(null, "reconcile-shop", { shop });
  await once(child, "message");
  child.kill("SIGKILL");
  await once(child, "exit");

  let runs = 0;
  worker = await startWorker(ports, { "reconcile-shop": async () => void (runs += 1) });
  await ports.queue.enqueue(null, "reconcile-shop", { shop });
  await until("both jobs are done", () => runs === 2, 30_000);
  const notDone = async () =>
    (
      await outsideShops().$queryRaw<
        unknown[]
      >`SELECT id FROM pgboss.job WHERE name = 'reconcile-shop' AND state <> 'completed'`
    ).length;
  await until("both are written off", async () => (await notDone()) === 0);
  expect(runs).toBe(2);
});
