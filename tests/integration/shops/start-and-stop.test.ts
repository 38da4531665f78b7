import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reconcileShop } from "../../../app/availability/reconcile-shop.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { leaveArrivo } from "../../../app/shops/leave-arrivo.server.ts";
import type { MoveReport } from "../../../app/shops/move-task.ts";
import { pauseShop } from "../../../app/shops/pause-shop.server.ts";
import { previewStart } from "../../../app/shops/preview-start.server.ts";
import { runTask } from "../../../app/shops/run-task.server.ts";
import { startSelling } from "../../../app/shops/start-selling.server.ts";
import { stopBackorders } from "../../../app/shops/stop-backorders.server.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { type OpenShop, openShop, plainRule } from "../support/open-shop.ts";
import { startEmulatorForApp } from "../support/start-shop.ts";

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulatorForApp();
});
afterAll(() => running.close());

let count = 0;
/** A shop that only watches: sold out, in stock, already continuing, untracked, in that order. */
async function watchingShop() {
  const shop = await openShop(running, `start-${(count += 1)}`, { state: "watching" });
  await shop.setRule("shop", shop.domain, plainRule);
  const product = shop.addProduct("lamp", [
    { available: [0] },
    { available: [9] },
    { available: [0], inventoryPolicy: "CONTINUE" },
    { available: [0], tracked: false },
  ]);
  await shop.hint("product", product.productId);
  await shop.settle();
  return { ...shop, ...product };
}

const stateOf = async (shop: OpenShop) =>
  (await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop.domain } })).state;
const taskOf = (shop: OpenShop, id: string) =>
  withShop(shop.domain, (db) => db.task.findUniqueOrThrow({ where: { shop_id: { shop: shop.domain, id } } }));
/** Shopify's view of all variants, to be compared before and after. */
const picture = (shop: Awaited<ReturnType<typeof watchingShop>>) => shop.variantIds.map((id) => shop.inShopify(id));

async function move(shop: OpenShop, make: typeof startSelling) {
  const result = await make(shop.ports, shop.domain);
  if (!result.ok) throw new Error(result.reason);
  await shop.settle();
  const task = await taskOf(shop, result.taskId);
  // Justified cast: the report of these tasks.
  return { ...task, report: task.report as unknown as MoveReport };
}

describe("Start selling", () => {
  it("is previewed exactly: what changes from what to what, and what is left out, and why", async () => {
    const shop = await watchingShop();
    const preview = await previewStart(shop.ports, shop.domain);
    expect(preview).toMatchObject({
      ok: true,
      changes: { total: 2, switchedOn: 1, switchedOff: 0, datedOnly: 1 },
      covered: 1,
      exclusions: [{ code: "not-tracked", variants: 1 }],
    });
    expect(preview.ok && preview.examples.map(({ from, to }) => [from, to])).toEqual([
      ["DENY", "CONTINUE"],
      ["CONTINUE", "CONTINUE"],
    ]);
    expect(picture(shop).every(({ metafield }) => metafield === null)).toBe(true);
  });

  it("does what was previewed, with progress and a report", async () => {
    const shop = await watchingShop();
    const task = await move(shop, startSelling);
    expect(await stateOf(shop)).toBe("selling");
    expect(task).toMatchObject({ status: "done", doneUnits: 4, totalUnits: 4, report: { published: 2, refused: 0 } });
    expect(picture(shop).map(({ policy, metafield }) => [policy, metafield?.own ?? null])).toEqual([
      ["CONTINUE", "DENY"],
      ["DENY", null],
      ["CONTINUE", "CONTINUE"],
      ["DENY", null],
    ]);
    expect(shop.shop.metafieldDefinitions).toHaveLength(1);
  });

  it("can't be pressed twice", async () => {
    const shop = await watchingShop();
    await move(shop, startSelling);
    expect(await startSelling(shop.ports, shop.domain)).toEqual({ ok: false, reason: "not-from-here" });
  });
});

describe("Stop taking new backorders", () => {
  it("restores every policy exactly and leaves no metafield", async () => {
    const shop = await watchingShop();
    const before = picture(shop);
    await move(shop, startSelling);
    const task = await move(shop, stopBackorders);
    expect(picture(shop)).toEqual(before);
    expect(task).toMatchObject({ status: "done", report: { restored: 2, leftAlone: 0 } });
    expect(await stateOf(shop)).toBe("paused");
    expect(await shop.recorded(shop.variantIds[0]!)).toMatchObject({ reason: { code: "paused" } });
  });

  it("leaves a policy that somebody else changed, and reports it", async () => {
    const shop = await watchingShop();
    await move(shop, startSelling);
    const [soldOut] = shop.variantIds;
    // Nobody told us: the webhook is lost.
    shop.shop.variants.get(Number(soldOut!.split("/").at(-1)))!.inventoryPolicy = "DENY";
    const task = await move(shop, stopBackorders);
    expect(shop.inShopify(soldOut!)).toEqual({ policy: "DENY", metafield: null });
    expect(task.report).toMatchObject({
      restored: 1,
      leftAlone: 1,
      leftAloneVariants: [{ variantId: soldOut, displayName: "lamp - lamp-1", policy: "DENY" }],
    });
  });

  it("takes back what was being published when it was pressed", async () => {
    const shop = await watchingShop();
    const before = picture(shop);
    await startSelling(shop.ports, shop.domain);
    const stopping = { isPressed: false };
    const ports = {
      ...shop.ports,
      shopify: (domain: typeof shop.domain) => {
        const admin = shop.ports.shopify(domain);
        return {
          ...admin,
          publish: async (...given: Parameters<typeof admin.publish>) => {
            if (!stopping.isPressed) await stopBackorders(shop.ports, shop.domain);
            stopping.isPressed = true;
            return admin.publish(...given);
          },
        };
      },
    };
    const start = await withShop(shop.domain, (db) => db.task.findFirstOrThrow({ where: { kind: "start" } }));
    await runTask(ports, shop.domain, start.id);
    await reconcileShop(ports, shop.domain);
    expect(stopping.isPressed).toBe(true);
    await shop.settle();
    expect(picture(shop)).toEqual(before);
    expect((await taskOf(shop, start.id)).status).toBe("stopped");
    expect(await stateOf(shop)).toBe("paused");
  });

  it("goes on after a crash in the middle", async () => {
    const shop = await watchingShop();
    const before = picture(shop);
    await move(shop, startSelling);
    const stop = await stopBackorders(shop.ports, shop.domain);
    if (!stop.ok) throw new Error(stop.reason);
    const dying = {
      ...shop.ports,
      shopify: () => ({
        ...shop.ports.shopify(shop.domain),
        deleteMetafields: () => Promise.reject(new Error("died before the metafields went")),
      }),
    };
    await runTask(dying, shop.domain, stop.taskId);
    await expect(reconcileShop(dying, shop.domain)).rejects.toThrow("died");
    await shop.settle();
    expect(picture(shop)).toEqual(before);
    expect(await taskOf(shop, stop.taskId)).toMatchObject({ status: "done" });
  });

  it("can be taken back by starting again", async () => {
    const shop = await watchingShop();
    await move(shop, startSelling);
    const during = picture(shop);
    await stopBackorders(shop.ports, shop.domain);
    await move(shop, startSelling);
    expect(picture(shop)).toEqual(during);
  });
});

describe("Pause", () => {
  it("returns every variant to its own policy until the shop starts again", async () => {
    const shop = await watchingShop();
    const before = picture(shop);
    await move(shop, startSelling);
    expect(await pauseShop(shop.ports, shop.domain)).toEqual({ ok: true });
    await shop.settle();
    expect(picture(shop)).toEqual(before);
    await shop.setStock(shop.variantIds[1]!, 0);
    await shop.settle();
    expect(shop.inShopify(shop.variantIds[1]!)).toEqual({ policy: "DENY", metafield: null });
    await move(shop, startSelling);
    expect(shop.inShopify(shop.variantIds[1]!).policy).toBe("CONTINUE");
  });
});

describe("Leave Arrivo", () => {
  it("removes everything of ours, and hands over who waits", async () => {
    const shop = await watchingShop();
    const before = picture(shop);
    await move(shop, startSelling);
    expect(shop.shop.installation?.metafields).not.toEqual([]);
    const task = await move(shop, leaveArrivo);
    expect(picture(shop)).toEqual(before);
    expect(await shop.recorded(shop.variantIds[0]!)).toMatchObject({ reason: { code: "selling-on-backorder" } });
    expect(shop.shop.installation?.metafields).toEqual([]);
    expect(task.report.waitingLines).toBe(0);
    expect(task.report.waitingCsv).toContain("\n");
    expect(await stateOf(shop)).toBe("watching");
  });
});
