import { beforeEach, describe, expect, it } from "vitest";
import { getPorts } from "../../app/composition.server.ts";
import { outsideShops, withShop } from "../../app/db.server.ts";
import type { ShopDomain } from "../../app/ids.ts";
import { inlineQueue } from "../../app/jobs/inline-queue.ts";
import { makeHourlyRound } from "../../app/jobs/make-hourly-round.server.ts";
import { runDue } from "../../app/jobs/run-due.server.ts";

const tokyo = "tokyo.myshopify.com" as ShopDomain;
const lima = "lima.myshopify.com" as ShopDomain;
let now = 0;
let queue = inlineQueue();
const ports = () => ({
  ...getPorts(),
  queue,
  clock: { businessNow: async () => now, wallNow: () => now },
});
const marked = async () =>
  (await outsideShops().dirtyItem.findMany({ orderBy: { item: "asc" } })).map(({ item }) => item);
const runAt = async (instant: string) => {
  now = Date.parse(instant);
  await outsideShops().dirtyItem.deleteMany();
  queue = inlineQueue();
  await runDue(ports());
  return marked();
};

beforeEach(async () => {
  const db = outsideShops();
  await db.shop.deleteMany();
  await db.dirtyItem.deleteMany();
  await db.shop.createMany({
    data: [
      { domain: tokyo, timeZone: "Asia/Tokyo", dueRanOn: "2026-11-23" },
      { domain: lima, timeZone: "America/Lima", dueRanOn: "2026-11-23" },
      { domain: "gone.myshopify.com", state: "uninstalled" },
    ],
  });
  await withShop(tokyo, async (tx) => {
    await tx.product.deleteMany();
    await tx.policy.deleteMany();
    const at = new Date(0);
    const product = {
      shop: tokyo,
      productId: "p",
      handle: "p",
      title: "P",
      status: "ACTIVE",
      createdAt: at,
      updatedAt: at,
    };
    await tx.product.create({ data: product });
    for (const [variantId, state] of [
      ["told", "backorder"],
      ["untold", "untouched"],
    ] as const)
      await tx.variant.create({
        data: {
          shop: tokyo,
          variantId,
          productId: "p",
          inventoryItemId: `i-${variantId}`,
          title: "V",
          inventoryPolicy: "DENY",
          state,
          updatedAt: at,
        },
      });
  });
});

describe("when a new business day begins in a shop's own time zone", () => {
  it("what Arrivo says something about is decided again, once", async () => {
    expect(await runAt("2026-11-23T14:59:00Z")).toEqual([]);
    expect(await runAt("2026-11-23T15:01:00Z")).toEqual(["told"]);
    const decides = queue.waiting.filter(({ name }) => name === "reconcile-shop");
    expect(decides).toMatchObject([{ payload: { shop: tokyo } }]);
    expect(await runAt("2026-11-23T15:02:00Z")).toEqual([]);
  });

  it("and a month with it, the calendar that the page reads is published again", async () => {
    const setUps = () => queue.waiting.filter(({ name }) => name === "set-up-shop").map(({ payload }) => payload);
    await runAt("2026-11-29T15:01:00Z");
    expect(setUps()).toEqual([]);
    await runAt("2026-11-30T15:01:00Z");
    expect(setUps()).toEqual([{ shop: tokyo }]);
  });

  it("a rule that begins is looked at for every variant, also after days without a run", async () => {
    await withShop(tokyo, (tx) =>
      tx.policy.create({
        data: {
          shop: tokyo,
          level: "shop",
          targetId: tokyo,
          gives: { startsOn: "2026-11-25" },
          createdAt: new Date(),
          updatedAt: new Date(),
        },
      }),
    );
    expect(await runAt("2026-11-27T15:01:00Z")).toEqual(["told", "untold"]);
  });
});

it("dirty items that no job would take get one, except for a shop that is gone", async () => {
  const item = (shop: string) => ({ shop, kind: "product", item: "gid://shopify/Product/1", hintedAt: new Date() });
  now = Date.parse("2026-11-23T12:00:00Z");
  queue = inlineQueue();
  await outsideShops().dirtyItem.createMany({ data: [item(lima), item("gone.myshopify.com")] });
  await runDue(ports());
  const woken = queue.waiting.filter(({ name }) => name === "reconcile-shop");
  expect(woken.map(({ payload }) => payload)).toEqual([{ shop: lima }]);
});

it("who waits for an item that can't be read for long is dated by what is known of it", async () => {
  const item = (shop: string, since: number) => ({
    shop,
    kind: "inventory-item",
    item: "gid://shopify/InventoryItem/1",
    hintedAt: new Date(),
    since: new Date(since),
  });
  now = Date.parse("2026-11-23T12:00:00Z");
  queue = inlineQueue();
  await outsideShops().dirtyItem.createMany({ data: [item(lima, Date.now() - 60_000), item(tokyo, Date.now())] });
  await runDue(ports());
  expect(queue.waiting.filter(({ name }) => name === "date-queues")).toMatchObject([{ payload: { shop: lima } }]);
});

it("every hour asks each shop what changed, and sweeps those where it is 2 in the night", async () => {
  now = Date.parse("2026-11-23T07:07:00Z");
  queue = inlineQueue();
  await makeHourlyRound(ports());
  expect(queue.waiting.filter(({ name }) => name === "look-at-changes")).toHaveLength(2);
  expect(queue.waiting.filter(({ name }) => name === "sweep-shop")).toMatchObject([{ payload: { shop: lima } }]);
});
