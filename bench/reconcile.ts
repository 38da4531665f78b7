/**
 * From a sold-out event to policy and promise in Shopify: `npm run bench:reconcile [seconds]`. Alone, and under 200
 * webhooks/s over 20 Plus shops of which 10 % change what a page shows. The web process, the worker and PostgreSQL (fsync)
 * are processes of their own; the emulator runs in this one and takes its share of the machine. Baseline of the same run:
 * the naive way, one read and one mutation for every webhook, by the same queries.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { VariantGid } from "../app/ids.ts";
import { numberArgument, printMachine, quantile, report, since, startBench } from "./reconcile/start-bench.ts";

const shopCount = 20;
const productsPerShop = 10;
const variantsPerProduct = 10;
const webhooksPerSecond = 200;
const changingShare = 0.1;
const aloneEvents = 60;
const seconds = numberArgument(2, 30);
const patienceMs = 30_000;

const bench = await startBench();
const { openShop, plainRule } = await import("../tests/integration/support/open-shop.ts");
const { untilIdle } = await import("../tests/integration/support/until-idle.ts");
type Shop = Awaited<ReturnType<typeof openShop>> & { stocked: VariantGid[]; turning: VariantGid[] };

async function makeShop(number: number): Promise<Shop> {
  const shop = await openShop(bench.running, `bench-${number}`, { plan: "plus" });
  await shop.setRule("shop", shop.domain, plainRule);
  const products = Array.from({ length: productsPerShop }, (_, index) =>
    shop.addProduct(
      `thing-${index}`,
      Array.from({ length: variantsPerProduct }, () => ({ available: [1_000_000] })),
    ),
  );
  await shop.wake(products.map(({ productId }) => ({ kind: "product", item: productId })));
  const variantIds = products.flatMap((product) => product.variantIds);
  return { ...shop, stocked: variantIds.slice(0, 50), turning: variantIds.slice(50) };
}

/** Milliseconds until Shopify holds what the new stock asks for. */
async function turn(shop: Shop, variantId: VariantGid, units: number): Promise<number> {
  const startedAt = performance.now();
  shop.moveStock(variantId, units);
  const policy = units > 0 ? "DENY" : "CONTINUE";
  const state = units > 0 ? "in-stock" : "backorder";
  for (;;) {
    const held = shop.inShopify(variantId);
    const ms = performance.now() - startedAt;
    if (held.policy === policy && (held.metafield === null || held.metafield.state === state)) return ms;
    if (ms > patienceMs) throw new Error(`${shop.domain} ${variantId} was not published within ${patienceMs} ms`);
    await pause(2);
  }
}

const pick = <Item>(items: readonly Item[], at: number): Item => {
  const item = items[at % items.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};
const ms = (value: number) => `${Math.round(value)} ms`;

async function measureAlone(shops: readonly Shop[]): Promise<void> {
  const taken: number[] = [];
  for (let event = 0; event < aloneEvents; event += 1) {
    const shop = pick(shops, event);
    taken.push(await turn(shop, pick(shop.turning, event), 0));
    await untilIdle(bench.running);
  }
  const p95 = quantile(taken, 0.95);
  report("sold out → published, alone", `p50 ${ms(quantile(taken, 0.5))}, p95 ${ms(p95)}`, p95 < 1_000, "p95 < 1 s");
}

async function measureUnderLoad(shops: readonly Shop[]): Promise<void> {
  const before = bench.seen();
  const startedAt = performance.now();
  const turns: Promise<number>[] = [];
  const units = new Map<VariantGid, number>();
  const busy = new Set<VariantGid>();
  let stock = 1_000_000;
  // A change of stock sends two webhooks: the level's and the product's.
  const changes = (webhooksPerSecond / 2) * seconds;
  for (let change = 0; change < changes; change += 1) {
    const dueAt = startedAt + (change * 1_000) / (webhooksPerSecond / 2);
    if (performance.now() < dueAt) await pause(dueAt - performance.now());
    const shop = pick(shops, change);
    if (change % Math.round(1 / changingShare) === 0) {
      const variantId = pick(shop.turning, Math.floor(change / 7));
      if (busy.has(variantId)) continue;
      busy.add(variantId);
      const next = (units.get(variantId) ?? shop.stockOf(variantId)) > 0 ? 0 : 5;
      units.set(variantId, next);
      turns.push(turn(shop, variantId, next).finally(() => busy.delete(variantId)));
    } else shop.moveStock(pick(shop.stocked, Math.floor(change / 3)), (stock -= 1));
  }
  const sentSeconds = (performance.now() - startedAt) / 1000;
  const taken = await Promise.all(turns);
  const behind = performance.now();
  await untilIdle(bench.running);
  const seen = since(before, bench.seen());
  const p95 = quantile(taken, 0.95);
  console.log(
    `      ${seen.webhooks} webhooks in ${sentSeconds.toFixed(1)} s (${Math.round(seen.webhooks / sentSeconds)}/s, the echoes of our own ` +
      `mutations among them), ${turns.length} changes of a page, idle ${ms(performance.now() - behind)} after the last`,
  );
  console.log(
    `      ${seen.mutations} mutations, ${seen.reads} reads, ${(seen.points / seen.webhooks).toFixed(1)} API points per webhook`,
  );
  report(
    `sold out or restocked → published, under ${webhooksPerSecond} webhooks/s`,
    `p50 ${ms(quantile(taken, 0.5))}, p95 ${ms(p95)}, longest ${ms(quantile(taken, 1))}`,
    p95 < 5_000,
    "p95 < 5 s",
  );
  await measureNaive(pick(shops, 0));
}

/** The same queries, once for each webhook, with nothing compared. */
async function measureNaive(shop: Shop): Promise<void> {
  const admin = shop.ports.shopify(shop.domain);
  const before = bench.seen();
  const startedAt = performance.now();
  const times = 40;
  for (let event = 0; event < times; event += 1) {
    const [read] = await admin.readVariants([pick(shop.turning, event)], { locations: 2, withDetails: false });
    if (!read) throw new Error("a variant of the bench is gone");
    const metafield = read.published.ok ? read.published.metafield : null;
    if (metafield === null) continue;
    await admin.publish(read.product.productId, [
      { variantId: read.variantId, policy: read.inventoryPolicy, metafield },
    ]);
  }
  const perWebhook = (performance.now() - startedAt) / times;
  const { points } = since(before, bench.seen());
  console.log(
    `Baseline, one read and one mutation a webhook: ${(points / times).toFixed(1)} API points per webhook and ` +
      `${ms(perWebhook)} each, one after the other; a Standard shop (100 points/s) takes ` +
      `${((100 * times) / points).toFixed(1)} of them a second, and each mutation sends one more webhook.`,
  );
}

try {
  printMachine();
  const shops: Shop[] = [];
  for (let number = 1; number <= shopCount; number += 1) shops.push(await makeShop(number));
  await untilIdle(bench.running);
  await measureAlone(shops);
  await measureUnderLoad(shops);
} finally {
  await bench.stop();
}
