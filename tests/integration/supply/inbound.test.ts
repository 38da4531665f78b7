import { beforeEach, describe, expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { gid, type InventoryItemGid } from "../../../app/ids.ts";
import { setUpShop } from "../../../app/shops/set-up-shop.server.ts";
import { scopeOfOptionalTopic } from "../../../app/shopify/optional-topics.ts";
import { inboundScopes } from "../../../app/supply/inbound/inbound-scopes.ts";
import { loadOpenLines } from "../../../app/supply/inbound/load-open-lines.server.ts";
import { readInbound } from "../../../app/supply/inbound/read-inbound.server.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { cancelTransfer, makeTransfer, markReady } from "../../../store-emulator/make-transfer.ts";
import { receiveTransfer } from "../../../store-emulator/receive-transfer.ts";
import { setArrival, shipTransfer } from "../../../store-emulator/ship-transfer.ts";
import type { InventoryTransfer } from "../../../store-emulator/transfer-state.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { orderOf } from "./order-of.ts";

const admin = openAdmin("inbound");
let shop: LampShop;
let itemId: InventoryItemGid;
let place: string;

beforeEach(async () => {
  shop = await admin.open("selling");
  itemId = gid("InventoryItem", found().item.id);
  place = gid("Location", locations()[0]!.id);
  changeScopes(admin.running().emulator, shop.shop, { grant: [...inboundScopes] });
});

const locations = () => [...shop.shop.locations.values()];
const found = () => variantById(shop.shop, Number(shop.variantIds[0]!.split("/").at(-1)))!;
const noon = (day: string) => Date.parse(`${day}T11:00:00Z`);
const open = () => withShop(shop.domain, (db) => loadOpenLines(db, shop.domain, [itemId]));
const read = () => readInbound(shop.ports, shop.domain);

function transferOf(quantity: number, origin = false): InventoryTransfer {
  const [here, there] = locations();
  return makeTransfer(admin.running().emulator, shop.shop, {
    origin: origin ? there! : null,
    destination: here!,
    lines: [{ found: found(), quantity }],
    arrivesAt: null,
  });
}
const ship = (transfer: InventoryTransfer, day: string, quantity?: number) =>
  shipTransfer(admin.running().emulator, shop.shop, transfer, {
    units: quantity === undefined ? null : [{ inventoryItemId: found().item.id, quantity }],
    arrivesAt: noon(day),
  });

describe("inbound from Shopify", () => {
  it("is nothing where the scopes are not granted, and goes where they are taken back", async () => {
    ship(transferOf(4), "2027-03-12");
    await read();
    expect(await open()).toHaveLength(1);
    changeScopes(admin.running().emulator, shop.shop, { revoke: ["read_inventory_shipments"] });
    await read();
    expect(await open()).toEqual([]);
  });

  it("counts a shipment on its way on the carrier's day, and what is left of the transfer on no day", async () => {
    const transfer = transferOf(6);
    await read();
    expect(await open()).toEqual([]);
    ship(transfer, "2027-03-12", 4);
    await read();
    const [shipment, rest] = await open();
    expect(shipment).toMatchObject({
      units: 4,
      expectedOn: "2027-03-12",
      locationId: place,
      supplierId: null,
      source: { kind: "shipment", name: "#T0001-1" },
    });
    expect(rest).toMatchObject({ units: 2, expectedOn: null, source: { kind: "transfer", name: "#T0001" } });
  });

  it("follows the carrier's day, in the shop's own zone, and keeps the move", async () => {
    const transfer = transferOf(4);
    ship(transfer, "2027-03-12");
    await read();
    // 23:30 UTC is the next day in Copenhagen.
    setArrival(admin.running().emulator, shop.shop, transfer, Date.parse("2027-03-14T23:30:00Z"));
    await read();
    expect(await open()).toMatchObject([{ units: 4, expectedOn: "2027-03-15" }]);
    const moves = await withShop(shop.domain, (db) => db.expectedDayChange.findMany());
    expect(moves).toMatchObject([{ fromDay: "2027-03-12", toDay: "2027-03-15" }]);
    await read();
    expect(await withShop(shop.domain, (db) => db.expectedDayChange.count())).toBe(1);
  });

  it("goes as it is received, and decides the variant again each time", async () => {
    const transfer = transferOf(4);
    ship(transfer, "2027-03-12");
    await read();
    await shop.settle();
    const receive = (accepted: number) =>
      receiveTransfer(admin.running().emulator, shop.shop, transfer, [
        { inventoryItemId: found().item.id, accepted, rejected: 0 },
      ]);
    receive(1);
    await read();
    expect(await open()).toMatchObject([{ units: 3 }]);
    expect(await shop.dirty()).toBe(1);
    await shop.settle();
    receive(3);
    await read();
    expect(await open()).toEqual([]);
  });

  it("counts a transfer between own locations only once it has left the origin's available stock", async () => {
    const there = found().item.levels.find((level) => level.locationId === locations()[1]!.id);
    if (!there) throw new Error("the lamp is stocked at both");
    there.available = 5;
    const transfer = transferOf(5, true);
    await read();
    expect([await open(), there.available]).toEqual([[], 5]);
    markReady(admin.running().emulator, shop.shop, transfer);
    await read();
    expect(there.available).toBe(0);
    expect(await open()).toMatchObject([{ units: 5, expectedOn: null }]);
    cancelTransfer(admin.running().emulator, shop.shop, transfer);
    await read();
    expect([await open(), there.available]).toEqual([[], 5]);
  });

  it("finds where a shipment goes that no transfer names", async () => {
    const transfer = transferOf(4);
    ship(transfer, "2027-03-12");
    // As of Shopify's own purchase orders, which the API does not show.
    transfer.status = "TRANSFERRED";
    await read();
    expect(await open()).toMatchObject([{ units: 4, locationId: place }]);
  });

  it("reads transfers and shipments of more lines than a page holds", async () => {
    const lines = Array.from({ length: 120 }, (_, number) => ({ sku: `S-${number}`, available: [0] }));
    const { variantIds } = shop.addProduct("many", lines);
    const many = variantIds.map((id) => variantById(shop.shop, Number(id.split("/").at(-1)))!);
    const [destination] = locations();
    const { emulator } = admin.running();
    const transfer = makeTransfer(emulator, shop.shop, {
      origin: null,
      destination: destination!,
      lines: many.map((each) => ({ found: each, quantity: 3 })),
      arrivesAt: null,
    });
    const units = many.map(({ item }) => ({ inventoryItemId: item.id, quantity: 2 }));
    shipTransfer(emulator, shop.shop, transfer, { units, arrivesAt: noon("2027-03-12") });
    await read();
    const all = await withShop(shop.domain, (db) => loadOpenLines(db, shop.domain, null));
    expect(all.filter(({ source }) => source.kind === "shipment")).toHaveLength(120);
    expect(all.filter(({ source, units: left }) => source.kind === "transfer" && left === 1)).toHaveLength(120);
  });
});

it("keeps the link of a transfer for the shipments that it leaves in", async () => {
  const line = { inventoryItemId: itemId, locationId: place, orderedUnits: 6, expectedOn: "2027-03-20" };
  const purchaseOrderLineId = await orderOf(shop.domain, line);
  const transfer = transferOf(6);
  markReady(admin.running().emulator, shop.shop, transfer);
  await read();
  await withShop(shop.domain, (db) => db.shopifyInboundLine.updateMany({ data: { purchaseOrderLineId } }));
  ship(transfer, "2027-03-12", 4);
  await read();
  expect(await open()).toMatchObject([
    { units: 4, expectedOn: "2027-03-12" },
    { units: 2, expectedOn: "2027-03-20" },
  ]);
});

describe("the shop's own subscriptions", () => {
  it("are made for what is granted, once, and bring what is on its way at once", async () => {
    ship(transferOf(4), "2027-03-12");
    await setUpShop(shop.ports, shop.domain);
    await setUpShop(shop.ports, shop.domain);
    const made = shop.shop.webhookSubscriptions.map(({ topic }) => topic);
    expect(made.sort()).toEqual(Object.keys(scopeOfOptionalTopic).sort());
    expect(shop.shop.webhookSubscriptions[0]).toMatchObject({ includeFields: ["admin_graphql_api_id"] });
    await shop.settle();
    expect(await open()).toHaveLength(1);
  });

  it("are none where nothing is granted", async () => {
    changeScopes(admin.running().emulator, shop.shop, { revoke: [...inboundScopes] });
    await setUpShop(shop.ports, shop.domain);
    expect(shop.shop.webhookSubscriptions).toEqual([]);
  });
});

describe("what is still to come", () => {
  it("is what was ordered, less received and closed short, of orders under way", async () => {
    const line = { inventoryItemId: itemId, locationId: place, orderedUnits: 10, expectedOn: "2027-03-20" };
    await orderOf(shop.domain, { ...line, receivedUnits: 3, closedUnits: 2, status: "partly-received" });
    await orderOf(shop.domain, { ...line, receivedUnits: 10 });
    for (const status of ["draft", "received", "cancelled"]) await orderOf(shop.domain, { ...line, status });
    expect(await open()).toMatchObject([
      { units: 5, expectedOn: "2027-03-20", source: { kind: "purchase-order", number: "PO-1001" } },
    ]);
  });

  it("counts the units of a linked shipment once, on the shipment's day and as the order's supplier", async () => {
    const line = { inventoryItemId: itemId, locationId: place, orderedUnits: 10, expectedOn: "2027-03-20" };
    const purchaseOrderLineId = await orderOf(shop.domain, line);
    ship(transferOf(4), "2027-03-12");
    await read();
    expect((await open()).map(({ units }) => units)).toEqual([4, 10]);
    await withShop(shop.domain, (db) => db.shopifyInboundLine.updateMany({ data: { purchaseOrderLineId } }));
    const [shipment, rest] = await open();
    expect(shipment).toMatchObject({ units: 4, expectedOn: "2027-03-12" });
    expect(shipment?.supplierId).toBe(rest?.supplierId);
    expect(rest).toMatchObject({ id: `po:${purchaseOrderLineId}`, units: 6, expectedOn: "2027-03-20" });
  });
});
