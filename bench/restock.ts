/**
 * A restock of 1,000 units against 5,000 waiting orders, and an order's way to its promise: `npm run bench:restock`. Real
 * processes, webhooks, PostgreSQL with fsync; every waiting order is held, which has emptied the shop's bucket of API
 * points by then. A second argument names the shop's plan. Baselines of the same run: a plain loop for the allocation, and
 * what is in the bucket and comes back into it for the releases.
 */
import { setTimeout as pause } from "node:timers/promises";
import { allocateStock } from "../app/backorders/allocate-stock.ts";
import { numberArgument, printMachine, quantile, report, startBench } from "./reconcile/start-bench.ts";

const waiting = numberArgument(2, 5_000);
const restocked = waiting / 5;
const plan = process.argv[3] === "plus" ? "plus" : "enterprise";
const placed = 100;

const bench = await startBench();
const { withShop } = await import("../app/db.server.ts");
const { gid } = await import("../app/ids.ts");
const { changeScopes } = await import("../store-emulator/install-app.ts");
const { variantById } = await import("../store-emulator/find-variant.ts");
const { placeOrder } = await import("../store-emulator/place-order.ts");
const { throttleStatus } = await import("../store-emulator/graphql/bucket.ts");
const { openShop, plainRule } = await import("../tests/integration/support/open-shop.ts");
const { untilIdle } = await import("../tests/integration/support/until-idle.ts");
const { until } = await import("../tests/integration/support/until.ts");

try {
  printMachine();
  const { emulator } = bench.running;
  const shop = await openShop(bench.running, "bench", { plan });
  changeScopes(emulator, shop.shop, { grant: ["write_merchant_managed_fulfillment_orders"] });
  await shop.setRule("shop", shop.domain, { ...plainRule, limit: { kind: "unlimited" } });
  await withShop(shop.domain, (db) =>
    db.shopSettings.upsert({
      where: { shop: shop.domain },
      create: { shop: shop.domain, backorders: { holds: "ship-ready-first" } },
      update: { backorders: { holds: "ship-ready-first" } },
    }),
  );
  const { productId, variantIds } = shop.addProduct("lamp", [{ available: [0] }]);
  const variantId = variantIds[0]!;
  await shop.wake([{ kind: "product", item: productId }]);
  await shop.bossPorts.queue.enqueue(null, "set-up-shop", { shop: shop.domain });
  await untilIdle(bench.running);
  const found = variantById(shop.shop, Number(variantId.split("/").at(-1)))!;
  const order = () => {
    const result = placeOrder(emulator, shop.shop, { lines: [{ found, quantity: 1 }] });
    if (!result.ok) throw new Error(result.reason);
    return gid("LineItem", String(result.order.lines[0]!.id));
  };

  const taken: number[] = [];
  for (let index = 0; index < placed; index += 1) {
    const from = performance.now();
    const lineId = order();
    const isPromised = () =>
      withShop(shop.domain, (db) => db.linePromise.count({ where: { shop: shop.domain, lineId } }));
    while ((await isPromised()) === 0) await pause(5);
    taken.push(performance.now() - from);
  }
  const p95 = quantile(taken, 0.95);
  report(
    "order placed → promise stored",
    `p50 ${Math.round(quantile(taken, 0.5))} ms, p95 ${Math.round(p95)} ms`,
    p95 < 1_000,
    "p95 < 1 s",
  );

  for (let index = placed; index < waiting; index += 1) {
    order();
    while (emulator.pending.count > 300) await pause(10);
  }
  const held = () => [...shop.shop.fulfillmentOrders.values()].filter(({ status }) => status === "ON_HOLD").length;
  await until(`${waiting} orders are held`, () => held() === waiting, 600_000);
  await untilIdle(bench.running);

  const before = bench.seen();
  const bucket = throttleStatus(emulator, shop.shop);
  const from = performance.now();
  shop.moveStock(variantId, restocked - waiting);
  const allocated = () =>
    withShop(shop.domain, async (db) => {
      const { _sum: sum } = await db.orderLine.aggregate({ _sum: { allocatedUnits: true } });
      return sum.allocatedUnits ?? 0;
    });
  await until("the units are allocated", async () => (await allocated()) === restocked, 60_000);
  const allocatedMs = performance.now() - from;
  await until("the holds are released", () => held() === waiting - restocked, 600_000);
  const releasedSeconds = (performance.now() - from) / 1_000;
  const points = bench.seen().points - before.points;
  const budgetSeconds = Math.max(0, points - bucket.currentlyAvailable) / bucket.restoreRate;

  const queue = Array.from({ length: waiting }, (_, index) => ({
    lineId: String(index),
    rank: index,
    firmUnits: 0,
    isUnreadable: false,
    places: [{ locationId: "a", remaining: 1, allocated: 0 }],
  }));
  const stock = [{ locationId: "a", availableUnits: restocked - waiting, committedUnits: waiting }];
  const compute = () => {
    const at = performance.now();
    if (allocateStock(queue, stock).length !== restocked) throw new Error("the allocation is wrong");
    return performance.now() - at;
  };
  const computeMs = quantile(Array.from({ length: 9 }, compute), 0.5);
  const loop = () => {
    const at = performance.now();
    let left = restocked;
    const given = queue.map(({ places }) => {
      const units = Math.min(left, places[0]!.remaining);
      left -= units;
      return units;
    });
    if (given.length !== waiting) throw new Error("the loop is wrong");
    return performance.now() - at;
  };
  const orderOf = (
    await withShop(
      shop.domain,
      (db) =>
        db.$queryRaw<{ overtaken: number }[]>`
      SELECT count(*)::int AS overtaken FROM (SELECT "allocatedUnits" = 0 AND
        lead("allocatedUnits") OVER (ORDER BY "placedAt", length("orderId"), "orderId") > 0 AS "isPassed" FROM "OrderLine") o WHERE "isPassed"`,
    )
  )[0]!;

  report(
    `${restocked} units allocated among ${waiting} orders`,
    `${computeMs.toFixed(1)} ms`,
    computeMs < 200,
    "< 200 ms",
  );
  console.log(
    `      from the restock to the stored allocation, with webhook, reading and ${waiting} promises dated: ` +
      `${Math.round(allocatedMs)} ms; baseline, a plain loop: ${quantile(Array.from({ length: 9 }, loop), 0.5).toFixed(2)} ms`,
  );
  report(
    "all their holds released",
    `${releasedSeconds.toFixed(1)} s for ${points} API points, with ${bucket.currentlyAvailable} of them at hand`,
    releasedSeconds < budgetSeconds + 5,
    `within the budget's ${budgetSeconds.toFixed(1)} s + 5 s`,
  );
  report("nobody overtaken", `${orderOf.overtaken}`, orderOf.overtaken === 0, "0");
} finally {
  await bench.stop();
}
