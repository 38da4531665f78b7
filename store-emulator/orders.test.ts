import { afterEach, beforeEach, expect, test } from "vitest";
import { importProductCsv } from "./catalogue/import-product-csv.ts";
import { findVariant } from "./find-variant.ts";
import { onHand } from "./levels.ts";
import { productCsv } from "./testing/csv-row.ts";
import { startTestShop, type TestShop } from "./testing/start-test-shop.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop();
  const csv = productCsv(["mug", "MUG", 2], ["bowl", "BOWL", 0, "continue"]);
  importProductCsv(shop.running.emulator, shop.shop, csv, { track: false });
});
afterEach(() => shop.close());

type OrderView = { id: string; lines: Record<string, unknown>[]; fulfillmentOrders: { status: string }[] };

const path = (rest = "") => `/shops/${shop.shop.domain}/orders${rest}`;
const buy = async (sku: string, quantity: number, more: object = {}) => {
  const { status, body } = await shop.control("POST", path(), { lines: [{ sku, quantity }], ...more });
  return { status, body: body as OrderView & { error?: string } };
};
const level = (sku: string) => findVariant(shop.shop, { sku }).item.levels[0]!;
const change = (order: OrderView, verb: string, body: object = {}) =>
  shop.control("POST", path(`/${order.id.split("/").at(-1)}/${verb}`), body);

test("checkout refuses more than is in stock under DENY, counting all lines of the item", async () => {
  expect((await buy("MUG", 3)).status).toBe(422);
  const twice = {
    lines: [
      { sku: "MUG", quantity: 1 },
      { sku: "MUG", quantity: 2 },
    ],
  };
  expect((await shop.control("POST", path(), twice)).status).toBe(422);
  expect(level("MUG").available).toBe(2);
});

test("CONTINUE sells below zero", async () => {
  expect((await buy("BOWL", 3)).status).toBe(200);
  expect(level("BOWL")).toMatchObject({ available: -3, committed: 3 });
  expect(onHand(level("BOWL"))).toBe(0);
});

test("the till sells below zero whatever the policy, and the unit leaves at once", async () => {
  expect((await buy("MUG", 3, { source: "pos" })).status).toBe(200);
  expect(level("MUG")).toMatchObject({ available: -1, committed: 0 });
});

test("the fulfilment order appears after the order", async () => {
  const { body } = await buy("MUG", 1);
  expect(body.fulfillmentOrders).toEqual([]);
  await shop.until(() => shop.shop.fulfillmentOrders.size === 1);
});

test("fulfilling takes committed and on hand, and leaves available", async () => {
  const { body } = await buy("MUG", 2);
  await change(body, "fulfil");
  expect(level("MUG")).toMatchObject({ available: 0, committed: 0 });
  expect(onHand(level("MUG"))).toBe(0);
});

test("cancelling gives the units back once, and cannot be done twice", async () => {
  const { body } = await buy("MUG", 2);
  await change(body, "cancel");
  expect(level("MUG")).toMatchObject({ available: 2, committed: 0 });
  expect((await change(body, "cancel")).status).toBe(422);
  expect(level("MUG").available).toBe(2);
});

test("an edit moves only the difference, down and up", async () => {
  const { body } = await buy("BOWL", 3);
  await change(body, "edit", { lines: [{ sku: "BOWL", quantity: 1 }] });
  expect(level("BOWL")).toMatchObject({ available: -1, committed: 1 });
  await change(body, "edit", { lines: [{ sku: "BOWL", quantity: 4 }] });
  expect(level("BOWL")).toMatchObject({ available: -4, committed: 4 });
});

test("line properties are read back as custom attributes, and an e-mail address is withheld at level 1", async () => {
  const order = { lines: [{ sku: "MUG", quantity: 1, properties: { Ships: "12–16 March" } }], email: "a@example.com" };
  await shop.control("POST", path(), order);
  const read =
    "{ orders(first: 1) { nodes { email lineItems(first: 1) { nodes { customAttributes { key value } } } } } }";
  expect((await shop.graphql(read)).data.orders).toEqual({
    nodes: [{ email: null, lineItems: { nodes: [{ customAttributes: [{ key: "Ships", value: "12–16 March" }] }] } }],
  });
});

test("orders older than 60 days are not read without read_all_orders", async () => {
  await buy("MUG", 1);
  await shop.control("POST", "/clock", { advanceHours: 61 * 24 });
  expect((await shop.graphql("{ ordersCount { count } }")).data.ordersCount).toEqual({ count: 0 });
});
