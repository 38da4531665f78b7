import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { getPorts } from "../../app/composition.server.ts";
import { outsideShops } from "../../app/db.server.ts";
import { ShopifyRejected, ShopifyThrottled, ShopifyUnreachable, ShopUnavailable } from "../../app/errors.ts";
import type { ShopDomain } from "../../app/ids.ts";
import { listDeadLetters, runAgain } from "../../app/jobs/dead-letters.server.ts";
import type { JobHandlers } from "../../app/jobs/handlers.server.ts";
import { startWorker, type Worker } from "../../app/jobs/worker.server.ts";
import { workLeft } from "../../app/jobs/work-left.server.ts";
import { until } from "./support/until.ts";

const shop = "one.myshopify.com" as ShopDomain;
const other = "two.myshopify.com" as ShopDomain;
const ports = getPorts();
let worker: Worker | null = null;

const work = async (doing: Partial<JobHandlers>) => {
  worker = await startWorker(ports, doing);
};
const states = () =>
  outsideShops().$queryRaw<{ state: string; count: number }[]>`
    SELECT state::text, count(*)::int AS count FROM pgboss.job WHERE name = 'reconcile-shop' GROUP BY state ORDER BY 1`;
const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
};
const untilDone = () => until("no work left", async () => Object.keys((await workLeft()).jobs).length === 0);

beforeAll(async () => {
  await outsideShops().shop.createMany({ data: [{ domain: shop }, { domain: other }] });
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
  await outsideShops().$executeRaw`DELETE FROM pgboss.job`;
});

describe("reconcile-shop", () => {
  it("has one waiting and one running for a shop; other shops go on", async () => {
    const { opened, open } = gate();
    const started: string[] = [];
    let running = 0;
    let most = 0;
    await work({
      "reconcile-shop": async (_ports, payload) => {
        started.push(payload.shop);
        if (payload.shop !== shop) return;
        most = Math.max(most, ++running);
        await opened;
        running -= 1;
      },
    });
    await ports.queue.enqueue(null, "reconcile-shop", { shop });
    await until("the first runs", () => started.includes(shop));
    for (let index = 0; index < 5; index++) await ports.queue.enqueue(null, "reconcile-shop", { shop });
    expect(await states()).toEqual([
      { state: "active", count: 1 },
      { state: "created", count: 1 },
    ]);
    await ports.queue.enqueue(null, "reconcile-shop", { shop: other });
    await until("the other shop's runs meanwhile", () => started.includes(other));
    open();
    await untilDone();
    expect(started.filter((each) => each === shop)).toHaveLength(2);
    expect(most).toBe(1);
  });

  it("exists if and only if the transaction that asked for it commits", async () => {
    const db = outsideShops();
    await expect(
      db.$transaction(async (transaction) => {
        await ports.queue.enqueue(transaction, "reconcile-shop", { shop });
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await states()).toEqual([]);
    await db.$transaction((transaction) => ports.queue.enqueue(transaction, "reconcile-shop", { shop }));
    await db.$transaction((transaction) => ports.queue.enqueue(transaction, "reconcile-shop", { shop }));
    expect(await states()).toEqual([{ state: "created", count: 1 }]);
  });

  it("put off does not swallow one that is wanted now", async () => {
    const ran: number[] = [];
    await work({ "reconcile-shop": async () => void ran.push(Date.now()) });
    await ports.queue.enqueue(null, "reconcile-shop", { shop }, { afterMs: 60_000 });
    await ports.queue.enqueue(null, "reconcile-shop", { shop });
    await until("the one wanted now ran", () => ran.length === 1);
  });
});

describe("a job that fails", () => {
  it("is tried again when that can help", async () => {
    let tries = 0;
    await work({
      "reconcile-shop": async () => {
        tries += 1;
        if (tries === 1) throw new ShopifyUnreachable("no answer");
      },
    });
    await ports.queue.enqueue(null, "reconcile-shop", { shop });
    await until("the second try", () => tries === 2);
    await untilDone();
    expect(await listDeadLetters(shop)).toEqual([]);
  });

  it("is put off while Shopify throttles, without counting as a failure", async () => {
    let tries = 0;
    await work({
      "reconcile-shop": async () => {
        tries += 1;
        if (tries === 1) throw new ShopifyThrottled(1_000);
      },
    });
    await ports.queue.enqueue(null, "reconcile-shop", { shop });
    await until("the second run", () => tries === 2);
    await untilDone();
    expect(await states()).toEqual([{ state: "completed", count: 2 }]);
  });

  it("goes to the dead letters at once when Shopify refuses, and runs again on demand, for its own shop only", async () => {
    let isMended = false;
    const done: string[] = [];
    await work({
      "reconcile-shop": async (_ports, payload) => {
        if (!isMended) throw new ShopifyRejected("productUpdate", [{ field: ["id"], message: "is invalid" }]);
        done.push(payload.shop);
      },
    });
    await ports.queue.enqueue(null, "reconcile-shop", { shop });
    await ports.queue.enqueue(null, "reconcile-shop", { shop: other });
    const letters = await until("a dead letter", async () => {
      const found = await listDeadLetters(shop);
      return found.length > 0 && found;
    });
    expect(letters).toMatchObject([
      { job: "reconcile-shop", tries: 1, error: "ShopifyRejected", message: "productUpdate: id is invalid" },
    ]);
    isMended = true;
    const ids = letters.map(({ id }) => id);
    expect(await runAgain(other, ids)).toBe(0);
    expect(await runAgain(shop, ids)).toBe(1);
    await until("it ran again", () => done.includes(shop));
    expect(await listDeadLetters(shop)).toEqual([]);
    expect(done).toEqual([shop]);
  });

  it("ends quietly when the shop is gone, before or while it runs", async () => {
    const ran: string[] = [];
    await outsideShops().shop.upsert({
      where: { domain: "gone.myshopify.com" },
      create: { domain: "gone.myshopify.com", state: "uninstalled" },
      update: {},
    });
    await work({
      "reconcile-shop": async (_ports, payload) => {
        ran.push(payload.shop);
        throw new ShopUnavailable(payload.shop, "uninstalled meanwhile");
      },
    });
    await ports.queue.enqueue(null, "reconcile-shop", { shop: "gone.myshopify.com" as ShopDomain });
    await ports.queue.enqueue(null, "reconcile-shop", { shop });
    await until(
      "both ended",
      async () => (await states())[0]?.count === 2 && (await states())[0]?.state === "completed",
    );
    expect(ran).toEqual([shop]);
    expect(await listDeadLetters(shop)).toEqual([]);
  });
});

it("refuses a payload that the catalogue does not know", async () => {
  await expect(ports.queue.enqueue(null, "reconcile-shop", { shop: "not a shop" as ShopDomain })).rejects.toThrow(
    "is not a shop's domain",
  );
});
