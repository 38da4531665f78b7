import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { importProductCsv } from "./catalogue/import-product-csv.ts";
import { productCsv } from "./testing/csv-row.ts";
import { startTestShop, type Received, type TestShop } from "./testing/start-test-shop.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop();
  importProductCsv(shop.running.emulator, shop.shop, productCsv(["mug", "MUG", 3]), { track: false });
  await shop.until(() => shop.running.emulator.pending.count === 0);
  shop.received.length = 0;
});
afterEach(() => shop.close());

const setStock = (available: number) =>
  shop.control("POST", `/shops/${shop.shop.domain}/stock`, { sku: "MUG", available });
const of = (topic: string): Received[] => shop.received.filter((each) => each.topic === topic);
const level = "inventory_levels/update";

test("a webhook is signed over its raw body and carries Shopify's headers", async () => {
  await setStock(0);
  await shop.until(() => of(level).length === 1);
  const [{ headers, body }] = of(level) as [Received];
  const signature = createHmac("sha256", shop.running.emulator.app.apiSecret).update(body).digest("base64");
  expect(headers).toMatchObject({
    "x-shopify-hmac-sha256": signature,
    "x-shopify-shop-domain": shop.shop.domain,
    "x-shopify-api-version": "2026-10",
  });
});

test("the body holds only the fields subscribed to", async () => {
  await setStock(0);
  await shop.until(() => of(level).length === 1);
  expect(Object.keys(JSON.parse(of(level)[0]!.body) as object)).toEqual([
    "inventory_item_id",
    "location_id",
    "updated_at",
  ]);
});

test("a change of available also updates the product, as one event", async () => {
  await setStock(0);
  await shop.until(() => of("products/update").length === 1 && of(level).length === 1);
  expect(of("products/update")[0]!.headers["x-shopify-event-id"]).toBe(of(level)[0]!.headers["x-shopify-event-id"]);
});

test("a webhook that was refused comes again with the same id and body", async () => {
  shop.nextStatuses.push(500, 500, 500, 500);
  await setStock(0);
  await shop.until(() => of(level).length >= 3);
  expect(new Set(of(level).map((each) => each.headers["x-shopify-webhook-id"])).size).toBe(1);
  expect(new Set(of(level).map((each) => each.body)).size).toBe(1);
});

test("deliveries are doubled and lost on demand", async () => {
  await shop.control("PUT", "/webhooks", { duplicate: 1 });
  await setStock(0);
  await shop.control("GET", "/idle");
  expect(of(level)).toHaveLength(2);
  expect(of(level)[0]!.headers["x-shopify-webhook-id"]).toBe(of(level)[1]!.headers["x-shopify-webhook-id"]);
  await shop.control("PUT", "/webhooks", { duplicate: 0, lose: 1 });
  shop.received.length = 0;
  await setStock(5);
  await shop.control("GET", "/idle");
  expect(shop.received).toEqual([]);
});

test("a topic whose scope was not granted is never sent", async () => {
  const { emulator } = shop.running;
  const { subscriptions } = emulator.app;
  const [declared] = subscriptions;
  if (!declared) throw new Error("the app declares no subscription");
  subscriptions.push({ ...declared, topic: "themes/publish" });
  emulator.sendWebhook(shop.shop, "themes/publish", () => ({ id: 1 }));
  await shop.control("GET", "/idle");
  subscriptions.pop();
  expect(of("themes/publish")).toEqual([]);
});

test("a rate outside 0 to 1 is refused and changes nothing", async () => {
  const { status, body } = await shop.control("PUT", "/webhooks", { lose: 2 });
  expect([status, body]).toEqual([400, { error: "lose must be a number from 0 to 1" }]);
});

test("a read may still show the older level for as long as it lags", async () => {
  await shop.control("PUT", "/api", { readLagMs: 60_000 });
  await setStock(0);
  const read = "{ productVariants(first: 1) { nodes { inventoryQuantity } } }";
  expect((await shop.graphql(read)).data.productVariants).toEqual({ nodes: [{ inventoryQuantity: 3 }] });
});
