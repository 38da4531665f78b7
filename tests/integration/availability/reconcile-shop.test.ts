import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { markDirty } from "../../../app/availability/mark-dirty.server.ts";
import { reconcileBatch } from "../../../app/availability/reconcile-batch.server.ts";
import { reconcileShop } from "../../../app/availability/reconcile-shop.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { openShop, plainRule } from "../support/open-shop.ts";
import { until } from "../support/until.ts";
import { startEmulatorForApp } from "../support/start-shop.ts";

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulatorForApp();
});
afterAll(() => running.close());

let count = 0;
/** A shop that sells by one rule for all, with one product that Arrivo has looked at. */
async function sellingShop(available: number[] = [5], state = "selling") {
  const shop = await openShop(running, `reconcile-${(count += 1)}`, { state });
  await shop.setRule("shop", shop.domain, plainRule);
  const product = shop.addProduct(
    "lamp",
    available.map((units) => ({ available: [units] })),
  );
  await shop.hint("product", product.productId);
  await shop.settle();
  return { ...shop, ...product, variantId: product.variantIds[0]! };
}

describe("the one path", () => {
  it("keeps a sold-out variant on sale with its promise, and gives it back when stock returns", async () => {
    const shop = await sellingShop([2]);
    expect(shop.mutations()).toBe(0);
    await shop.setStock(shop.variantId, 0);
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toMatchObject({
      policy: "CONTINUE",
      metafield: { v: 1, state: "backorder", policy: "CONTINUE", own: "DENY", seen: 0, left: 20 },
    });
    expect(await shop.recorded(shop.variantId)).toMatchObject({ state: "backorder", ownPolicy: "DENY" });
    await shop.setStock(shop.variantId, 5);
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toMatchObject({ policy: "DENY", metafield: { state: "in-stock" } });
    expect(await shop.dirty()).toBe(0);
  });

  it("stops at the limit", async () => {
    const shop = await sellingShop([0]);
    await shop.setStock(shop.variantId, -20);
    await shop.settle();
    expect(shop.inShopify(shop.variantId)).toMatchObject({ policy: "DENY", metafield: { state: "sold-out" } });
  });

  it("writes nothing for an ordinary sale, nor for a backorder that the page counts down itself", async () => {
    const shop = await sellingShop([10, 0]);
    const before = shop.mutations();
    await shop.setStock(shop.variantIds[0]!, 9);
    await shop.setStock(shop.variantIds[1]!, -3);
    await shop.settle();
    expect(shop.mutations()).toBe(before);
  });

  it("writes nothing at all while the shop only watches, and records what would be", async () => {
    const shop = await sellingShop([0], "watching");
    expect(shop.mutations()).toBe(0);
    expect(shop.inShopify(shop.variantId)).toEqual({ policy: "DENY", metafield: null });
    expect(await shop.recorded(shop.variantId)).toMatchObject({ state: "preorder", ownPolicy: null });
  });

  it("publishes the variants of a product in one mutation", async () => {
    const shop = await sellingShop(Array.from({ length: 30 }, () => 0));
    expect(shop.mutations()).toBe(1);
    expect(shop.inShopify(shop.variantIds[29]!).policy).toBe("CONTINUE");
  });

  it("reads a level again that is older than its webhook", async () => {
    const shop = await sellingShop([5]);
    running.emulator.apiShape.readLagMs = 1_200;
    await shop.setStock(shop.variantId, 0);
    running.emulator.apiShape.readLagMs = 0;
    await shop.settle();
    expect(shop.inShopify(shop.variantId).policy).toBe("CONTINUE");
    expect(await shop.dirty()).toBe(0);
  });

  it("waits for a webhook that marks the same rows, and never the other way round as well", async () => {
    const shop = await sellingShop([5]);
    running.emulator.apiShape.readLagMs = 60_000;
    await shop.setStock(shop.variantId, 0);
    await shop.hint("product", shop.productId);
    const item = {
      kind: "inventory-item" as const,
      item: gid("InventoryItem", shop.shop.variants.get(Number(shop.variantId.split("/").at(-1)))!.inventoryItemId),
      hintedAt: new Date(),
    };
    const product = { kind: "product" as const, item: shop.productId, hintedAt: new Date() };
    let run: Promise<unknown> = Promise.resolve();
    await outsideShops().$transaction(
      async (webhook) => {
        await markDirty(webhook, shop.domain, [item]);
        run = reconcileBatch(shop.ports, shop.domain);
        run.catch(() => undefined);
        await until("the run waits for the webhook", async () => {
          const [row] = await outsideShops().$queryRaw<{ count: number }[]>`
            SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`;
          return row?.count;
        });
        await markDirty(webhook, shop.domain, [product]);
      },
      { timeout: 20_000 },
    );
    running.emulator.apiShape.readLagMs = 0;
    expect(await run).toBe("done");
    await shop.settle();
    expect(await shop.dirty()).toBe(0);
  });

  it("adds a variant that it does not know, and forgets one that is gone", async () => {
    const shop = await sellingShop([5]);
    const other = shop.addProduct("chair", [{ available: [0] }, { available: [3] }]);
    const item = shop.shop.variants.get(Number(other.variantIds[0]!.split("/").at(-1)))!.inventoryItemId;
    await shop.hint("inventory-item", gid("InventoryItem", item));
    await shop.settle();
    expect(shop.inShopify(other.variantIds[0]!).policy).toBe("CONTINUE");
    expect(await shop.recorded(other.variantIds[0]!)).toMatchObject({ displayName: "chair - chair-1", sku: "chair-1" });

    const goneId = Number(shop.productId.split("/").at(-1));
    shop.shop.products.delete(goneId);
    shop.shop.variants.delete(Number(shop.variantId.split("/").at(-1)));
    await shop.hint("product", shop.productId);
    await shop.settle();
    const left = await withShop(shop.domain, (db) => db.product.findMany({ where: { shop: shop.domain } }));
    expect(left.map(({ productId }) => productId)).toEqual([other.productId]);
  });

  it("does not lose the others when Shopify refuses one variant", async () => {
    const shop = await sellingShop([1, 1]);
    const doomed = shop.shop.variants.get(Number(shop.variantIds[0]!.split("/").at(-1)))!;
    await shop.setStock(shop.variantIds[0]!, 0);
    await shop.setStock(shop.variantIds[1]!, 0);
    // Deleted between the read and the write.
    const publish = shop.ports.shopify(shop.domain).publish;
    const ports = {
      ...shop.ports,
      shopify: () => ({
        ...shop.ports.shopify(shop.domain),
        publish: async (...given: Parameters<typeof publish>) => {
          shop.shop.variants.delete(doomed.id);
          return publish(...given);
        },
      }),
    };
    await reconcileShop(ports, shop.domain);
    expect(shop.inShopify(shop.variantIds[1]!).policy).toBe("CONTINUE");
    expect(await withShop(shop.domain, (db) => db.variant.count({ where: { shop: shop.domain } }))).toBe(1);
    expect(await shop.dirty()).toBe(0);
  });

  it("does not touch what is untracked, and says why", async () => {
    const shop = await sellingShop([5]);
    const { productId, variantIds } = shop.addProduct("file", [{ tracked: false, available: [0] }]);
    await shop.hint("product", productId);
    await shop.settle();
    expect(shop.inShopify(variantIds[0]!)).toEqual({ policy: "DENY", metafield: null });
    expect(await shop.recorded(variantIds[0]!)).toMatchObject({
      state: "untouched",
      reason: { code: "not-eligible", why: "not-tracked" },
    });
  });

  it("obeys a rule that changed, reading only what would be published", async () => {
    const shop = await sellingShop([5, 5, 5, 0]);
    const reads = () =>
      running.emulator.calls.filter((each) => each.shop === shop.domain && each.operation === "ReadVariants");
    const before = reads().length;
    await shop.setRule("variant", shop.variantIds[3]!, { mode: "never" });
    await shop.settle();
    expect(shop.inShopify(shop.variantIds[3]!)).toEqual({ policy: "DENY", metafield: null });
    expect(reads().length).toBe(before + 1);
  });

  it("appends to the history only what is new", async () => {
    const shop = await sellingShop([2]);
    for (const units of [1, 0, -1, -2, 4]) {
      await shop.setStock(shop.variantId, units);
      await shop.settle();
    }
    const history = await withShop(shop.domain, (db) =>
      db.decision.findMany({ where: { shop: shop.domain }, orderBy: { id: "asc" } }),
    );
    expect(history.map(({ state, publishedPolicy }) => [state, publishedPolicy])).toEqual([
      ["in-stock", "DENY"],
      ["backorder", "CONTINUE"],
      ["in-stock", "DENY"],
    ]);
  });

  it("ends quietly after an uninstall", async () => {
    const shop = await sellingShop([1]);
    await shop.setStock(shop.variantId, 0);
    await shop.setState("uninstalled");
    await shop.settle();
    expect(shop.mutations()).toBe(0);
  });

  it("does no harm when two workers take the same items at once", async () => {
    const shop = await sellingShop(Array.from({ length: 12 }, () => 1));
    for (const variantId of shop.variantIds) await shop.setStock(variantId, 0);
    await Promise.all([shop.settle(), shop.settle(), shop.settle()]);
    for (const variantId of shop.variantIds) expect(shop.inShopify(variantId).policy).toBe("CONTINUE");
    expect(await outsideShops().dirtyItem.count({ where: { shop: shop.domain } })).toBe(0);
  });
});
