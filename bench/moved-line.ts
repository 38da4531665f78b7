/**
 * One purchase-order line moved with ten thousand orders behind it: `npm run bench:moved-line`. Real processes, webhooks,
 * PostgreSQL with fsync. Baseline of the same run: reading and writing each order's promise by itself.
 */
import { dateQueue } from "../app/backorders/date-queue.ts";
import { dayFromNumber, dayNumber } from "../app/supply/day.ts";
import { printMachine, report, startBench } from "./reconcile/start-bench.ts";

const orders = 10_000;
const required = { computeMs: 200, storedMs: 5_000 };
const sample = 200;

const bench = await startBench();
const { withShop } = await import("../app/db.server.ts");
const { moveExpectedDay } = await import("../app/supply/purchase-orders/move-expected-day.server.ts");
const { supplyChanged } = await import("../app/supply/supply-changed.server.ts");
const { openShop, plainRule } = await import("../tests/integration/support/open-shop.ts");
const { orderOf } = await import("../tests/integration/supply/order-of.ts");
const { untilIdle } = await import("../tests/integration/support/until-idle.ts");
const { until } = await import("../tests/integration/support/until.ts");
const { gid } = await import("../app/ids.ts");

try {
  printMachine();
  const shop = await openShop(bench.running, "bench", { plan: "plus" });
  await shop.setRule("shop", shop.domain, { ...plainRule, limit: { kind: "unlimited" } });
  const { productId, variantIds } = shop.addProduct("lamp", [{ available: [-orders] }]);
  const [variantId] = variantIds;
  if (variantId === undefined) throw new Error("the product has a variant");
  await shop.wake([{ kind: "product", item: productId }]);
  await untilIdle(bench.running);
  const today = dayNumber(new Date().toISOString().slice(0, 10));
  const monday = (weeks: number) => dayFromNumber(today + weeks * 7 + ((11 - (today % 7)) % 7));
  const locationId = gid("Location", [...shop.shop.locations.values()][0]?.id ?? 0);
  const { inventoryItemId } = await withShop(shop.domain, (db) => db.variant.findFirstOrThrow());
  const itemId = gid("InventoryItem", inventoryItemId.split("/").at(-1) ?? "");

  const lineId = await orderOf(shop.domain, {
    inventoryItemId,
    locationId,
    orderedUnits: orders + 2_000,
    expectedOn: monday(4),
  });
  await withShop(shop.domain, async (db) => {
    await db.$executeRaw`
      INSERT INTO "LedgerOrder" (shop, "orderId", name, "placedAt", "financialStatus", "countsFrom", "updatedAt")
      SELECT ${shop.domain}, 'gid://shopify/Order/' || n, '#' || n, at, 'PAID', at, at
      FROM (SELECT n, now() - make_interval(secs => 20000 - n) AS at FROM generate_series(1, ${orders}::int) AS n) lines`;
    await db.$executeRaw`
      INSERT INTO "OrderLine" (shop, "lineId", "orderId", "orderName", "variantId", "inventoryItemId", "quantityUnits",
        "unfulfilledUnits", "placedAt", "paidAt", "updatedAt")
      SELECT ${shop.domain}, 'gid://shopify/LineItem/' || n, 'gid://shopify/Order/' || n, '#' || n, ${variantId},
        ${inventoryItemId}, 1, 1, at, at, at
      FROM (SELECT n, now() - make_interval(secs => 20000 - n) AS at FROM generate_series(1, ${orders}::int) AS n) lines`;
    await supplyChanged(shop.bossPorts, db, shop.domain, [itemId], { code: "ordered", lineId, name: "PO-1001" });
  });
  const promised = () => withShop(shop.domain, (db) => db.linePromise.count({ where: { computedTo: monday(4) } }));
  await until("every order has its promise", async () => (await promised()) === orders, 60_000);
  await untilIdle(bench.running);

  const purchaseOrder = await withShop(shop.domain, (db) => db.purchaseOrder.findFirstOrThrow());
  const startedAt = performance.now();
  const moved = await moveExpectedDay(shop.bossPorts, shop.domain, purchaseOrder.id, {
    version: purchaseOrder.version,
    lineIds: [lineId],
    move: { kind: "day", day: monday(7) },
    reason: "The boat is late",
  });
  if (!moved.ok) throw new Error(`The line did not move: ${JSON.stringify(moved)}`);
  const isPublished = () => JSON.stringify(shop.inShopify(variantId).metafield).includes(monday(7));
  await until("the page shows the new day", isPublished, 60_000);
  const publishedMs = performance.now() - startedAt;
  const isReported = () =>
    withShop(shop.domain, (db) => db.changeReport.findFirst({ where: { status: "waiting", lineCount: orders } }));
  await until("the report names every order", isReported, 60_000);
  const storedMs = performance.now() - startedAt;

  const queue = Array.from({ length: orders }, (_, index) => ({ lineId: String(index), units: 1, placedAt: index }));
  const window = { from: monday(7), to: monday(7) };
  const compute = () => {
    const from = performance.now();
    dateQueue({
      availableUnits: -orders,
      queue,
      inbound: [{ id: "line", locationId, units: orders + 2_000, expectedOn: monday(7), window }],
      today: dayFromNumber(today),
      stockDay: dayFromNumber(today),
      fallback: () => null,
    });
    return performance.now() - from;
  };
  const computeMs = Array.from({ length: 9 }, compute).toSorted((one, other) => one - other)[4] ?? NaN;

  const onesAt = performance.now();
  for (let index = 1; index <= sample; index += 1)
    await withShop(shop.domain, (db) =>
      db.linePromise.updateMany({
        where: { shop: shop.domain, lineId: `gid://shopify/LineItem/${index}` },
        data: { computedTo: monday(7) },
      }),
    );
  const oneByOneMs = ((performance.now() - onesAt) / sample) * orders;

  report(
    `new promises computed for ${orders} orders`,
    `${computeMs.toFixed(1)} ms`,
    computeMs < required.computeMs,
    `< ${required.computeMs} ms`,
  );
  report("published on the page", `${Math.round(publishedMs)} ms`, publishedMs < required.storedMs, "< 5,000 ms");
  report(
    "stored, with history and report",
    `${Math.round(storedMs)} ms`,
    storedMs < required.storedMs,
    `< ${required.storedMs} ms`,
  );
  console.log(`baseline  storing one order after the other: ${Math.round(oneByOneMs)} ms (from ${sample} of them)`);
} finally {
  await bench.stop();
}
