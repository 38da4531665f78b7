import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getPorts } from "../../app/composition.server.ts";
import { outsideShops, withShop } from "../../app/db.server.ts";
import { stopBoss } from "../../app/jobs/boss.server.ts";
import { startWeb, type WebServer } from "../../app/web/start-web.server.ts";
import { levelPayload, postWebhook } from "./support/webhook.ts";

const shop = "one.myshopify.com";
const gone = "gone.myshopify.com";
let web: WebServer;
let url: string;

interface JobRow {
  name: string;
  state: string;
  data: Record<string, unknown>;
}
const jobs = () =>
  outsideShops().$queryRaw<JobRow[]>`SELECT name, state::text, data FROM pgboss.job ORDER BY name, data::text`;
const inbox = () => outsideShops().webhookInbox.findMany();
const dirty = () => outsideShops().dirtyItem.findMany({ orderBy: { item: "asc" } });

beforeAll(async () => {
  Object.assign(process.env, { PORT: "0", HOST: "127.0.0.1" });
  web = await startWeb(getPorts(), (_request, response) => response.writeHead(404).end("a page"));
  url = `http://127.0.0.1:${web.port}`;
});
afterAll(async () => {
  await web.stop();
  await stopBoss();
});
beforeEach(async () => {
  const db = outsideShops();
  await db.$executeRaw`DELETE FROM pgboss.job`;
  await db.webhookInbox.deleteMany();
  await db.dirtyItem.deleteMany();
  await db.shop.deleteMany();
  await db.shop.create({ data: { domain: shop, installedAt: new Date("2026-01-01") } });
  await db.shop.create({ data: { domain: gone, state: "uninstalled" } });
});

const nothingStored = async () => {
  expect(await inbox()).toEqual([]);
  expect(await dirty()).toEqual([]);
  expect(await jobs()).toEqual([]);
};

describe("a webhook", () => {
  it("is stored with its ids and instants, marks what it hints at and asks for one reconciliation", async () => {
    const answer = await postWebhook(url, levelPayload(7), { webhookId: "w1", triggeredAt: "2026-11-23T15:00:01Z" });
    expect(answer.status).toBe(200);
    expect(await inbox()).toMatchObject([
      { webhookId: "w1", shop, topic: "inventory_levels/update", resourceId: "gid://shopify/InventoryItem/7" },
    ]);
    expect(await dirty()).toMatchObject([
      {
        shop,
        kind: "inventory-item",
        item: "gid://shopify/InventoryItem/7",
        hintedAt: new Date("2026-11-23T15:00:00Z"),
        version: 1,
      },
    ]);
    expect(await jobs()).toMatchObject([{ name: "reconcile-shop", state: "created", data: { shop } }]);
  });

  it("is stored once however often it is delivered", async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => postWebhook(url, levelPayload(7), { webhookId: "same" })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await inbox()).toHaveLength(1);
    expect(await dirty()).toMatchObject([{ version: 1 }]);
  });

  it("of many for one shop makes one waiting job, and counts the hints of each item", async () => {
    await Promise.all(Array.from({ length: 100 }, (_, index) => postWebhook(url, levelPayload(1 + (index % 4)))));
    expect(await inbox()).toHaveLength(100);
    expect(await dirty()).toHaveLength(4);
    expect(await jobs()).toHaveLength(1);
  });

  it("that arrives late does not make the hint older", async () => {
    await postWebhook(url, levelPayload(7, "2026-11-23T15:00:00Z"));
    await postWebhook(url, levelPayload(7, "2026-11-23T14:00:00Z"));
    expect(await dirty()).toMatchObject([{ hintedAt: new Date("2026-11-23T15:00:00Z"), version: 2 }]);
  });

  it.each([
    ["products/update", { id: 5 }, "product", "gid://shopify/Product/5"],
    ["orders/create", { id: 6 }, "order", "gid://shopify/Order/6"],
    ["orders/edited", { order_edit: { order_id: 6 } }, "order", "gid://shopify/Order/6"],
    ["refunds/create", { id: 1, order_id: 6 }, "order", "gid://shopify/Order/6"],
    ["inventory_items/delete", { id: 9 }, "inventory-item", "gid://shopify/InventoryItem/9"],
  ])("%s hints at what changed", async (topic, payload, kind, item) => {
    expect((await postWebhook(url, payload, { topic })).status).toBe(200);
    expect(await dirty()).toMatchObject([{ kind, item }]);
  });

  it("of transfers and shipments asks for what is on its way to be read again, once for many", async () => {
    const topics = [
      "inventory_shipments/update_tracking",
      "inventory_shipments/receive_items",
      "inventory_transfers/updated",
    ];
    for (const topic of topics) {
      // What Shopify puts into these is not documented: the shop is enough.
      for (const payload of [{ admin_graphql_api_id: "gid://shopify/InventoryShipment/1" }, {}])
        expect((await postWebhook(url, payload, { topic })).status).toBe(200);
    }
    expect(await jobs()).toMatchObject([{ name: "read-inbound", state: "created", data: { shop } }]);
    expect(await inbox()).toHaveLength(6);
  });

  it("of a finished bulk operation carries on the task that waits for it", async () => {
    const bulkOperationId = "gid://shopify/BulkOperation/3";
    const task = await withShop(shop, (db) =>
      db.task.create({ data: { shop, kind: "catalogue-sync", checkpoint: { bulkOperationId } } }),
    );
    await postWebhook(url, { admin_graphql_api_id: bulkOperationId }, { topic: "bulk_operations/finish" });
    expect(await jobs()).toMatchObject([{ name: "run-task", data: { shop, taskId: task.id } }]);
  });
});

describe("what is refused", () => {
  it.each([
    ["a missing HMAC", null],
    ["an empty HMAC", ""],
    ["a forged HMAC", Buffer.alloc(32, 1).toString("base64")],
    ["an HMAC of another length", "Zm9yZ2Vk"],
  ])("401 for %s", async (_name, hmac) => {
    for (const path of ["/webhooks", "/webhooks/uninstalled", "/webhooks/privacy"])
      expect((await postWebhook(url, levelPayload(1), { hmac, path })).status).toBe(401);
    await nothingStored();
  });

  it.each([
    ["a body that is not JSON", { body: "{not json" }],
    ["an empty body", { body: "" }],
    ["another payload than the topic's", { body: '{"inventory_item_id":"abc"}' }],
    ["a list", { body: "[]" }],
    ["no topic", { topic: "" }],
    ["a domain that is no shop's", { shop: "evil.example.com" }],
    ["an instant that is none", { triggeredAt: "yesterday" }],
    ["an id that no index could hold", { webhookId: "x".repeat(3000) }],
  ])("400 for %s", async (_name, options) => {
    expect((await postWebhook(url, levelPayload(1), options)).status).toBe(400);
    await nothingStored();
  });

  it("413 for a body over 1 MB, said or streamed", async () => {
    const body = JSON.stringify({ ...levelPayload(1), filler: "x".repeat(1024 * 1024) });
    expect((await postWebhook(url, null, { body })).status).toBe(413);
    const streamed = await fetch(`${url}/webhooks`, {
      method: "POST",
      duplex: "half",
      body: new Blob([body]).stream(),
    } as RequestInit);
    expect(streamed.status).toBe(413);
    await nothingStored();
  });

  it.each(["unknown.myshopify.com", gone])("404 for %s, and nothing is stored", async (domain) => {
    expect((await postWebhook(url, levelPayload(1), { shop: domain })).status).toBe(404);
    await nothingStored();
  });

  it("405 for another method", async () => expect((await fetch(`${url}/webhooks`)).status).toBe(405));

  it("nothing for a topic that was never subscribed: 200, or Shopify would repeat it for hours", async () => {
    expect((await postWebhook(url, { id: 1 }, { topic: "carts/update" })).status).toBe(200);
    await nothingStored();
  });

  it("5xx for a whole group that can't be stored, and none of it is", async () => {
    const owner = new pg.Client(process.env.DATABASE_OWNER_URL);
    await owner.connect();
    await owner.query('ALTER TABLE "DirtyItem" RENAME TO "DirtyItemAway"');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => postWebhook(url, levelPayload(index + 1), { webhookId: randomUUID() })),
    );
    await owner.query('ALTER TABLE "DirtyItemAway" RENAME TO "DirtyItem"');
    await owner.end();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    await nothingStored();
    expect((await postWebhook(url, levelPayload(1))).status).toBe(200);
  });
});

describe("uninstall and privacy", () => {
  it.each(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"])(
    "%s is 200 for a shop that is not known, and nothing is stored",
    async (topic) => {
      expect(
        (await postWebhook(url, {}, { topic, shop: "unknown.myshopify.com", path: "/webhooks/privacy" })).status,
      ).toBe(200);
      await nothingStored();
    },
  );

  it("an uninstall ends the shop at once: state, tokens and a goodbye", async () => {
    const db = outsideShops();
    await db.session.create({ data: { id: `offline_${shop}`, shop, state: "", accessToken: "sealed" } });
    const path = "/webhooks/uninstalled";
    expect((await postWebhook(url, { id: 1 }, { topic: "app/uninstalled", path })).status).toBe(200);
    expect(await db.shop.findUnique({ where: { domain: shop } })).toMatchObject({ state: "uninstalled" });
    expect(await db.session.count()).toBe(0);
    expect(await jobs()).toMatchObject([{ name: "say-goodbye", data: { shop } }]);
    expect((await postWebhook(url, levelPayload(1))).status).toBe(404);
  });

  it("an uninstall that arrives after the next install does not end that one", async () => {
    await postWebhook(url, { id: 1 }, { topic: "app/uninstalled", triggeredAt: "2025-12-31T00:00:00Z" });
    expect(await outsideShops().shop.findUnique({ where: { domain: shop } })).toMatchObject({ state: "watching" });
  });

  it("the privacy topics of a shop that left become jobs", async () => {
    await postWebhook(url, { orders_to_redact: [11, 12] }, { topic: "customers/redact", shop: gone });
    await postWebhook(url, {}, { topic: "shop/redact", shop: gone });
    expect(await jobs()).toMatchObject([
      { name: "redact-customer", data: { shop: gone, orderIds: ["gid://shopify/Order/11", "gid://shopify/Order/12"] } },
      { name: "redact-shop", data: { shop: gone } },
    ]);
  });
});
