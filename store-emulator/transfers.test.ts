import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { importProductCsv } from "./catalogue/import-product-csv.ts";
import { createEmulator } from "./create-emulator.ts";
import { findVariant } from "./find-variant.ts";
import { onHand } from "./levels.ts";
import { loadState, saveState } from "./save-state.ts";
import { productCsv } from "./testing/csv-row.ts";
import { startTestShop, type TestShop } from "./testing/start-test-shop.ts";

type View = { id: string; name: string; status: string; shipments: { status: string; arrivesAt: string | null }[] };

let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop();
  importProductCsv(shop.running.emulator, shop.shop, productCsv(["mug", "MUG", 10]), { track: false });
  shop.shop.installation!.scopes.push("read_inventory_transfers", "read_inventory_shipments");
  await shop.until(() => shop.running.emulator.pending.count === 0);
  shop.received.length = 0;
});
afterEach(() => shop.close());

const call = async (path: string, body: unknown, method = "POST") => {
  const answer = await shop.control(method, `/shops/${shop.shop.domain}/transfers${path}`, body);
  return { status: answer.status, view: answer.body as View, error: (answer.body as { error?: string }).error };
};
const lines = (quantity: number) => [{ sku: "MUG", quantity }];
const at = (name: string) => {
  const location = [...shop.shop.locations.values()].find((each) => each.name === name);
  return findVariant(shop.shop, { sku: "MUG" }).item.levels.find((level) => level.locationId === location?.id);
};
const origin = "Main warehouse";
const destination = "Harbour store";

test("a transfer leaves the origin's available when it is ready, is incoming when shipped, and available when received", async () => {
  const { view } = await call("", { origin, destination, lines: lines(4) });
  expect(view.status).toBe("DRAFT");
  expect(at(origin)).toMatchObject({ available: 10, reserved: 0 });
  await call(`/${view.name.slice(1)}/ready`, {});
  expect(at(origin)).toMatchObject({ available: 6, reserved: 4 });
  expect((await call(`/${view.name.slice(1)}/ship`, { arrivesOn: "2027-03-12" })).view).toMatchObject({
    status: "IN_PROGRESS",
    shipments: [{ status: "IN_TRANSIT", arrivesAt: "2027-03-12T12:00:00+01:00" }],
  });
  expect(at(origin)).toMatchObject({ available: 6, reserved: 0 });
  expect(at(destination)).toMatchObject({ available: 0, incoming: 4 });
  expect((await call(`/${view.name.slice(1)}/receive`, { lines: lines(1) })).view.shipments[0]?.status).toBe(
    "PARTIALLY_RECEIVED",
  );
  await call(`/${view.name.slice(1)}/receive`, { lines: [{ sku: "MUG", quantity: 2, rejected: 1 }] });
  expect(at(destination)).toMatchObject({ available: 3, incoming: 0 });
  expect(onHand(at(origin)!) + onHand(at(destination)!)).toBe(9);
  expect((await call("", undefined, "GET")).view).toMatchObject([{ status: "TRANSFERRED" }]);
});

test("what can't be is refused, and changes nothing", async () => {
  const { view } = await call("", { destination, lines: lines(4) });
  const path = `/${view.name.slice(1)}`;
  expect((await call("", { origin, destination: origin, lines: lines(1) })).status).toBe(422);
  expect((await call("", { destination, lines: lines(0) })).status).toBe(422);
  expect((await call(`${path}/receive`, {})).error).toMatch("no shipment in transit");
  expect((await call(`${path}/arrival`, { arrivesOn: "2027-03-12" })).status).toBe(422);
  expect((await call(`${path}/ship`, { arrivesOn: "soon" })).status).toBe(400);
  expect((await call(`${path}/ship`, { lines: lines(5) })).error).toMatch("4 of this item left to ship, not 5");
  await call(`${path}/ship`, { lines: lines(3) });
  expect((await call(`${path}/receive`, { lines: lines(4) })).error).toMatch("3 of this item in transit");
  expect((await call(`${path}/cancel`, {})).status).toBe(422);
  expect(at(destination)).toMatchObject({ available: 0, incoming: 3 });
});

test("a cancelled transfer gives its origin the units back", async () => {
  const { view } = await call("", { origin, destination, lines: lines(4), ready: true });
  await call(`/${view.name.slice(1)}/cancel`, {});
  expect(at(origin)).toMatchObject({ available: 10, reserved: 0 });
});

const query = `{
  inventoryTransfers(first: 5, query: "status:ready_to_ship OR status:in_progress") { nodes {
    name status totalQuantity origin { name location { id } } destination { location { id } }
    lineItems(first: 5) { nodes { inventoryItem { sku } totalQuantity shippedQuantity processableQuantity } }
    shipments(first: 5) { nodes { name } } } }
  inventoryShipments(first: 5, query: "status:in_transit") { nodes { id name status tracking { arrivesAt }
    lineItems(first: 5) { nodes { quantity unreceivedQuantity acceptedQuantity } } } } }`;

test("transfers and shipments are read as the schema has them, with the scopes only", async () => {
  const { view } = await call("", { destination, lines: lines(4) });
  await call(`/${view.name.slice(1)}/ship`, { lines: lines(3), arrivesOn: "2027-03-12" });
  const { data } = await shop.graphql(query);
  expect(data).toMatchObject({
    inventoryTransfers: {
      nodes: [
        {
          name: "#T0001",
          status: "IN_PROGRESS",
          totalQuantity: 4,
          origin: null,
          lineItems: {
            nodes: [{ inventoryItem: { sku: "MUG" }, totalQuantity: 4, shippedQuantity: 3, processableQuantity: 1 }],
          },
          shipments: { nodes: [{ name: "#T0001-1" }] },
        },
      ],
    },
    inventoryShipments: {
      nodes: [
        {
          status: "IN_TRANSIT",
          tracking: { arrivesAt: "2027-03-12T11:00:00Z" },
          lineItems: { nodes: [{ quantity: 3, unreceivedQuantity: 3, acceptedQuantity: 0 }] },
        },
      ],
    },
  });
  await shop.control("POST", `/shops/${shop.shop.domain}/scopes`, { revoke: ["read_inventory_transfers"] });
  expect((await shop.graphql(query)).errors?.[0]?.extensions.code).toBe("ACCESS_DENIED");
});

const subscribe = `mutation ($topic: WebhookSubscriptionTopic!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: "/webhooks", includeFields: ["admin_graphql_api_id"] }) {
    userErrors { message } } }`;

test("its webhooks go to a shop's own subscriptions, each for the scope it asks for", async () => {
  const topics = ["INVENTORY_SHIPMENTS_MARK_IN_TRANSIT", "INVENTORY_TRANSFERS_COMPLETE"];
  for (const topic of topics)
    expect((await shop.graphql(subscribe, { topic })).data.webhookSubscriptionCreate).toEqual({ userErrors: [] });
  const refused = await shop.graphql(subscribe, { topic: "INVENTORY_SHIPMENTS_RECEIVE_ITEMS" });
  expect(refused.data.webhookSubscriptionCreate).toMatchObject({ userErrors: [{}] });
  const { view } = await call("", { destination, lines: lines(4) });
  await call(`/${view.name.slice(1)}/ship`, {});
  await call(`/${view.name.slice(1)}/receive`, {});
  await shop.control("GET", "/idle");
  const got = shop.received.filter(({ topic }) => /inventory_(transfers|shipments)/.test(topic));
  expect(got.map(({ topic }) => topic).sort()).toEqual([
    "inventory_shipments/mark_in_transit",
    "inventory_transfers/complete",
  ]);
  expect(JSON.parse(got[0]!.body)).toEqual({ admin_graphql_api_id: expect.stringMatching(/^gid:/) as unknown });
});

test("transfers survive a restart", async () => {
  await call("", { destination, lines: lines(4), arrivesOn: "2027-03-12" });
  const path = join(await mkdtemp(join(tmpdir(), "transfers-")), "state.json");
  await saveState(shop.running.emulator, path);
  const { emulator } = createEmulator();
  await loadState(emulator, path);
  const restored = emulator.shops.get(shop.shop.domain);
  expect([...(restored?.transfers.values() ?? [])]).toEqual([...shop.shop.transfers.values()]);
  expect(restored?.shipments.size).toBe(1);
});
