/**
 * How many mutations Arrivo sends: `npm run bench:mutations`. Real processes, webhooks over HTTP, PostgreSQL with fsync.
 */
import { setTimeout as pause } from "node:timers/promises";
import { printMachine, report, since, startBench } from "./reconcile/start-bench.ts";

const largestProduct = 2_048;
const perMutation = 250;
const burst = 100;

const bench = await startBench();
const { openShop, plainRule } = await import("../tests/integration/support/open-shop.ts");
const { untilIdle } = await import("../tests/integration/support/until-idle.ts");
const { touchProduct } = await import("../store-emulator/touch-product.ts");

try {
  printMachine();
  const shop = await openShop(bench.running, "bench", { plan: "plus" });
  await shop.setRule("shop", shop.domain, plainRule);
  const small = shop.addProduct("small", [{ available: [200] }, { available: [60] }]);
  const large = shop.addProduct(
    "large",
    Array.from({ length: largestProduct }, () => ({ available: [3] })),
  );
  await shop.wake([small, large].map(({ productId }) => ({ kind: "product", item: productId })));
  await untilIdle(bench.running);

  /** Does something in the shop and counts what followed. */
  const count = async (act: () => void | Promise<void>) => {
    const before = bench.seen();
    const startedAt = performance.now();
    await act();
    await untilIdle(bench.running);
    return { ...since(before, bench.seen()), seconds: (performance.now() - startedAt) / 1000 };
  };
  const [stocked, emptied] = small.variantIds;
  if (stocked === undefined || emptied === undefined) throw new Error("the small product has two variants");

  const silent = await count(() => {
    const product = [...shop.shop.products.values()][0];
    for (let times = 0; product && times < 50; times += 1) touchProduct(bench.running.emulator, shop.shop, product);
  });
  report(
    "50 webhooks that change nothing",
    `${silent.mutations} mutations, ${silent.points} points`,
    silent.mutations === 0,
    "0",
  );

  const sales = await count(() => {
    for (let units = 199; units >= 150; units -= 1) shop.moveStock(stocked, units);
  });
  report(
    "50 sales of a stocked variant",
    `${sales.mutations} mutations, ${sales.points} points`,
    sales.mutations === 0,
    "0",
  );

  const fallen = await count(async () => {
    for (let sold = 1; sold <= burst; sold += 1) {
      shop.moveStock(emptied, 60 - sold);
      // Slow enough for each of the three states to be met on the way.
      await pause(15);
    }
  });
  report(
    `a burst of ${burst} sales through zero and the limit`,
    `${fallen.mutations} mutations, ${fallen.webhooks} webhooks`,
    fallen.mutations <= 3,
    "≤ 3",
  );

  const soldOut = await count(() => {
    for (const variantId of large.variantIds) shop.moveStock(variantId, 0);
  });
  console.log(
    `      ${largestProduct} variants of one product sold out one by one: ${soldOut.mutations} mutations over ` +
      `${soldOut.webhooks} webhooks, ${soldOut.points} points, ${soldOut.seconds.toFixed(1)} s`,
  );

  const allowed = Math.ceil(largestProduct / perMutation);
  const switched = await count(async () => {
    await shop.setRule("shop", shop.domain, { ...plainRule, limit: { kind: "number", units: 5 } });
    await shop.wake([]);
  });
  report(
    `a rule that changes all ${largestProduct} variants of a product`,
    `${switched.mutations} mutations, ${switched.points} points, ${switched.seconds.toFixed(1)} s`,
    // The small product's own change is one more.
    switched.mutations <= allowed + 1,
    `≤ ⌈${largestProduct} / ${perMutation}⌉ = ${allowed}, and 1 for the other product`,
  );
} finally {
  await bench.stop();
}
