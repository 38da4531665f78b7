import { afterAll, beforeAll, expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { type CollectionGid, gid } from "../../../app/ids.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { savePolicy } from "../../../app/policies/save-policy.server.ts";
import { webhookTopics } from "../../../app/shopify/webhook-topics.ts";
import { lookAtChanges } from "../../../app/shops/look-at-changes.server.ts";
import { readCollection } from "../../../app/shops/read-collection.server.ts";
import { startTask } from "../../../app/shops/start-task.server.ts";
import { changeCollection, deleteCollection, makeCollection } from "../../../store-emulator/change-collection.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { type OpenShop, openShop } from "../support/open-shop.ts";
import { startEmulatorForApp } from "../support/start-shop.ts";
import { until } from "../support/until.ts";

const rule = {
  mode: "on",
  limit: { kind: "number", units: "20" },
  eta: { kind: "lead-time", minDays: "10", maxDays: "15", days: "working" },
};
let running: RunningEmulator;

beforeAll(async () => {
  running = await startEmulatorForApp();
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

const numberOf = (id: string) => Number(id.slice(id.lastIndexOf("/") + 1));

/** Two sold-out products, and a collection with the first. */
async function furnished(name: string) {
  const opened = await openShop(running, name, { plan: "plus" });
  const [chair, table] = ["chair", "table"].map((handle) => opened.addProduct(handle, [{ available: [0] }]));
  if (!chair || !table) throw new Error("two products were made");
  for (const { productId } of [chair, table]) await opened.hint("product", productId);
  await opened.settle();
  const room = makeCollection(running.emulator, opened.shop, "Room", [numberOf(chair.productId)]);
  const policyOf = ({ variantIds }: { variantIds: readonly Parameters<OpenShop["inShopify"]>[0][] }) =>
    opened.inShopify(variantIds[0]!).policy;
  return { opened, chair, table, room, roomId: gid("Collection", room.id), policyOf };
}

const stored = (opened: OpenShop) =>
  withShop(opened.domain, async (db) => ({
    titles: (await db.collection.findMany()).map(({ title }) => title),
    members: (await db.product.findMany({ orderBy: { handle: "asc" } })).map(({ handle, collectionIds }) => [
      handle,
      collectionIds.length,
    ]),
  }));

it("a webhook leads to the collection, whose products are then those that Shopify names", async () => {
  const { opened, chair, table, room, roomId, policyOf } = await furnished("by-webhook");
  const meaning = webhookTopics["collections/update"]!.read({ id: room.id, updated_at: "2026-11-23T09:00:00Z" });
  expect(meaning?.task).toEqual({ do: "read-collection", collectionId: roomId });
  await readCollection(opened.ports, opened.domain, roomId);
  expect(await stored(opened)).toEqual({
    titles: ["Room"],
    members: [
      ["chair", 1],
      ["table", 0],
    ],
  });
  await savePolicy(opened.ports, opened.domain, { level: "collection", id: roomId }, rule, true);
  await opened.settle();
  expect([policyOf(chair), policyOf(table)]).toEqual(["CONTINUE", "DENY"]);

  changeCollection(running.emulator, opened.shop, room, { title: "Hall", productIds: [numberOf(table.productId)] });
  await readCollection(opened.ports, opened.domain, roomId);
  await opened.settle();
  expect((await stored(opened)).titles).toEqual(["Hall"]);
  expect([policyOf(chair), policyOf(table)]).toEqual(["DENY", "CONTINUE"]);

  deleteCollection(running.emulator, opened.shop, room);
  await readCollection(opened.ports, opened.domain, roomId);
  await opened.settle();
  expect([policyOf(chair), policyOf(table)]).toEqual(["DENY", "DENY"]);
  expect(await withShop(opened.domain, (db) => db.policy.count())).toBe(1);
});

it("what is in a collection by conditions changes without a word, and the hourly look finds it", async () => {
  const { opened, chair, table, room, roomId, policyOf } = await furnished("by-look");
  await readCollection(opened.ports, opened.domain, roomId);
  await savePolicy(opened.ports, opened.domain, { level: "collection", id: roomId }, rule, true);
  await opened.settle();
  room.updatedAt = 0;
  const both = [chair, table].map(({ productId }) => numberOf(productId));
  changeCollection(running.emulator, opened.shop, room, { productIds: both }, { isSilent: true });
  await lookAtChanges(opened.ports, opened.domain);
  await opened.settle();
  expect([policyOf(chair), policyOf(table)]).toEqual(["CONTINUE", "CONTINUE"]);
});

it("a product that is new may stand in a collection that a rule names: it is read again", async () => {
  const { opened, chair, room, roomId, policyOf } = await furnished("by-product");
  await readCollection(opened.ports, opened.domain, roomId);
  await savePolicy(opened.ports, opened.domain, { level: "collection", id: roomId }, rule, true);
  await opened.settle();
  const bench = opened.addProduct("bench", [{ available: [0] }]);
  const both = [chair, bench].map(({ productId }) => numberOf(productId));
  changeCollection(running.emulator, opened.shop, room, { productIds: both }, { isSilent: true });
  await opened.hint("product", bench.productId);
  await opened.settle();
  expect([policyOf(chair), policyOf(bench)]).toEqual(["CONTINUE", "CONTINUE"]);
});

it("the sweep reads them all, and forgets what is gone", async () => {
  const { opened, chair, room } = await furnished("by-sweep");
  const gone = makeCollection(running.emulator, opened.shop, "Gone", [numberOf(chair.productId)]);
  await readCollection(opened.ports, opened.domain, gid("Collection", gone.id));
  deleteCollection(running.emulator, opened.shop, gone);
  await withShop(opened.domain, async (db) => {
    await db.$executeRaw`UPDATE "Collection" SET "updatedAt" = 'epoch'`;
    await startTask(opened.ports, db, opened.domain, "collection-sync");
  });
  await until("the collections are read", async () => {
    await opened.settle();
    const task = await withShop(opened.domain, (db) => db.task.findFirst({ where: { kind: "collection-sync" } }));
    return task?.status === "done";
  });
  expect(await stored(opened)).toEqual({
    titles: [room.title],
    members: [
      ["chair", 1],
      ["table", 0],
    ],
  });
  const unknown = "gid://shopify/Collection/404" as CollectionGid;
  await readCollection(opened.ports, opened.domain, unknown);
  expect((await stored(opened)).titles).toEqual([room.title]);
});
