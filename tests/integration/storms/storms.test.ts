import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outsideShops } from "../../../app/db.server.ts";
import { uninstallApp } from "../../../store-emulator/install-app.ts";
import { untilIdle } from "../support/until-idle.ts";
import { type Processes, startProcesses, type Worker } from "../support/start-processes.ts";
import { expectDecided, expectNothingLost, type StormShop, stormShop, trade } from "./traffic.ts";

let storm: Processes;
let workers: Worker[];
let shops: StormShop[];
let round = 0;

beforeAll(async () => {
  storm = await startProcesses();
  workers = [storm.startWorker(), storm.startWorker()];
}, 90_000);
afterAll(() => storm.stop());

/** Shops of its own for each storm, known to the workers before it begins. */
beforeEach(async () => {
  round += 1;
  shops = await Promise.all([1, 2, 3].map((number) => stormShop(storm.running, `storm-${round}-${number}`)));
  await untilIdle(storm.running);
}, 90_000);

async function expectCalm() {
  await untilIdle(storm.running);
  for (const shop of shops) expectDecided(shop);
  await expectNothingLost();
}

describe("after a storm Shopify holds what the pure decision says, and no job is lost or stuck", () => {
  it("webhooks 5 % duplicated, 5 % reordered and 2 % lost, with two workers", async () => {
    Object.assign(storm.running.emulator.webhookShape, { duplicate: 0.05, reorder: 0.05, lose: 0.02 });
    await trade(shops, 8_000);
    Object.assign(storm.running.emulator.webhookShape, { duplicate: 0, reorder: 0, lose: 0 });
    await untilIdle(storm.running);
    // What was lost is found by the hourly look.
    for (const shop of shops) await shop.bossPorts.queue.enqueue(null, "look-at-changes", { shop: shop.domain });
    await expectCalm();
  }, 90_000);

  it("a worker killed in the middle of jobs every two seconds", async () => {
    const trading = trade(shops, 8_000);
    for (const index of [0, 1, 0]) {
      await pause(2_000);
      await workers[index]!.kill();
      workers[index] = storm.startWorker();
    }
    await trading;
    await expectCalm();
  }, 90_000);

  it("PostgreSQL killed hard and started again", async () => {
    const trading = trade(shops, 6_000);
    await pause(2_000);
    await storm.killPostgres();
    await trading;
    await expectCalm();
  }, 90_000);

  it("the API throttling, answering 5xx, timing out and cutting the connection", async () => {
    const { apiShape } = storm.running.emulator;
    const trading = trade(shops, 8_000);
    Object.assign(apiShape, { errorRate: 0.1, cutRate: 0.1, timeoutRate: 0.005 });
    await pause(3_000);
    apiShape.throttle = true;
    await pause(2_000);
    apiShape.throttle = false;
    await trading;
    Object.assign(apiShape, { errorRate: 0, cutRate: 0, timeoutRate: 0 });
    await expectCalm();
  }, 90_000);

  it("tokens expiring in the middle of jobs", async () => {
    const trading = trade(shops, 5_000);
    for (let times = 0; times < 4; times += 1) {
      await pause(1_000);
      for (const { shop } of shops) for (const token of shop.installation!.tokens) token.expiresAtWall = Date.now() - 1;
    }
    await trading;
    await expectCalm();
  }, 90_000);

  it("the app uninstalled in the middle of jobs", async () => {
    const [leaving, ...staying] = shops;
    const trading = trade(shops, 4_000);
    await pause(2_000);
    uninstallApp(storm.running.emulator, leaving!.shop);
    await trading;
    shops = staying;
    await expectCalm();
    const registered = await outsideShops().shop.findUniqueOrThrow({ where: { domain: leaving!.domain } });
    expect(registered.state).toBe("uninstalled");
  }, 90_000);
});
