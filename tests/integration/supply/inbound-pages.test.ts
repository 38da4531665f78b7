import { beforeEach, describe, expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { action, loader } from "../../../app/routes/app.inbound/route.tsx";
import { action as mend, loader as loadCheck } from "../../../app/routes/app.store-check/route.tsx";
import { inboundScopes } from "../../../app/supply/inbound/inbound-scopes.ts";
import { readInbound } from "../../../app/supply/inbound/read-inbound.server.ts";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import { makeTransfer } from "../../../store-emulator/make-transfer.ts";
import { shipTransfer } from "../../../store-emulator/ship-transfer.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { orderOf } from "./order-of.ts";

const admin = openAdmin("incoming");
let shop: LampShop;
let orderLineId: string;

const here = () => [...shop.shop.locations.values()][0]!;
const found = (index = 0) => variantById(shop.shop, Number(shop.variantIds[index]!.split("/").at(-1)))!;
const itemOf = (index: number) => gid("InventoryItem", found(index).item.id);
const order = (index = 0) =>
  orderOf(shop.domain, {
    inventoryItemId: itemOf(index),
    locationId: gid("Location", here().id),
    orderedUnits: 5,
    expectedOn: "2027-03-10",
  });
const ship = async (arrivesOn = "2027-03-12") => {
  const { emulator } = admin.running();
  changeScopes(emulator, shop.shop, { grant: [...inboundScopes] });
  const lines = [{ found: found(), quantity: 5 }];
  const transfer = makeTransfer(emulator, shop.shop, { origin: null, destination: here(), lines, arrivesAt: null });
  shipTransfer(emulator, shop.shop, transfer, { units: null, arrivesAt: Date.parse(`${arrivesOn}T10:00:00Z`) });
  await readInbound(shop.ports, shop.domain);
};
const incoming = (path = "/app/inbound") => admin.get(loader, shop.domain, path);
const say = (body: unknown) => admin.post(action, shop.domain, "/app/inbound", body);
const findings = async () => {
  const { page } = await admin.get(loadCheck, shop.domain, "/app/store-check");
  return page.findings.filter(({ code }) => code === "suspected-double" || code === "assumed-receipt");
};

beforeEach(async () => {
  shop = await admin.open("selling");
  orderLineId = await order();
});

describe("Incoming", () => {
  it("asks for access, and shows nothing meanwhile", async () => {
    expect(await incoming()).toMatchObject({ access: "not-granted", lines: [], doubles: [], assumed: [], count: 0 });
  });

  it("shows what is on its way, where it could be linked to, and what it may double", async () => {
    await ship();
    const page = await incoming("/app/inbound?page=9");
    expect(page).toMatchObject({ access: "granted", count: 1, page: 1, pageCount: 1 });
    expect(page.lines).toMatchObject([
      {
        kind: "shipment",
        name: "#T0001-1",
        status: "in-transit",
        destination: here().name,
        origin: null,
        unreceivedUnits: 5,
        arrivesOn: "2027-03-12",
        isOverdue: false,
        link: null,
        candidates: [{ orderLineId, number: "PO-1001", units: 5, expectedOn: "2027-03-10" }],
      },
    ]);
    expect(page.doubles).toMatchObject([{ orderLineId, orderNumber: "PO-1001", orderUnits: 5, shopifyUnits: 5 }]);
  });

  it("says what should have come by now", async () => {
    await ship("2026-01-12");
    expect((await incoming()).lines).toMatchObject([{ arrivesOn: "2026-01-12", isOverdue: true }]);
  });

  it("still shows what is known while Shopify is silent", async () => {
    await ship();
    admin.running().emulator.apiShape.errorRate = 1;
    const page = await incoming().finally(() => (admin.running().emulator.apiShape.errorRate = 0));
    expect(page).toMatchObject({ access: "silent", count: 1 });
  });

  it("links the two, and takes the link off again", async () => {
    await ship();
    const [line] = (await incoming()).lines;
    const lineId = line!.id;
    expect(await say({ intent: "link-double", lineId, orderLineId })).toMatchObject({ result: { ok: true } });
    expect(await incoming()).toMatchObject({ doubles: [], lines: [{ link: { number: "PO-1001" } }] });
    expect(await say({ intent: "no-double", lineId })).toMatchObject({ result: { ok: true } });
    expect(await incoming()).toMatchObject({ doubles: [], lines: [{ link: null }] });
  });

  it("refuses a link to another product's order, to an order that is gone, and of a line that is gone", async () => {
    await ship();
    const lineId = (await incoming()).lines[0]!.id;
    const link = (orderLine: string, line = lineId) =>
      say({ intent: "link-double", lineId: line, orderLineId: orderLine });
    expect(await link(await order(1))).toMatchObject({ result: { ok: false, reason: "other-item" } });
    expect(await link("no-such-line")).toMatchObject({ result: { ok: false, reason: "order-gone" } });
    expect(await link(orderLineId, "gone")).toMatchObject({ result: { ok: false, reason: "gone" } });
    expect((await incoming()).lines[0]?.link).toBeNull();
  });

  it("confirms and undoes what is assumed to have arrived", async () => {
    await shop.setStock(shop.variantIds[0]!, 2);
    await shop.settle();
    const lineId = `po:${orderLineId}`;
    expect((await incoming()).assumed).toMatchObject([{ lineId, units: 2, name: "PO-1001" }]);
    expect(await say({ intent: "undo-assumed", lineId })).toMatchObject({ result: { ok: true, units: 2 } });
    expect(await say({ intent: "confirm-assumed", lineId })).toMatchObject({ result: { ok: false, reason: "gone" } });
  });

  it.each([{ intent: "link-double", lineId: "" }, { intent: "burn", lineId: "x" }, []])("refuses %j", async (body) => {
    await expect(say(body)).rejects.toMatchObject({ status: 400 });
  });
});

describe("the Store check", () => {
  it("asks whether two lines are the same units, and links them", async () => {
    await ship();
    const [double] = await findings();
    expect(double).toMatchObject({ code: "suspected-double", name: "#T0001-1", orderNumber: "PO-1001", more: 0 });
    expect(double).toHaveProperty("variantName", expect.stringMatching(/./));
    const { lineId } = double as { lineId: string };
    const body = { intent: "link-double", lineId, orderLineId };
    expect(await admin.post(mend, shop.domain, "/app/store-check", body)).toMatchObject({ inbound: { ok: true } });
    expect(await findings()).toEqual([]);
  });

  it("asks whether stock that rose has arrived, and makes it a receipt", async () => {
    await shop.setStock(shop.variantIds[0]!, 2);
    await shop.settle();
    expect(await findings()).toMatchObject([{ code: "assumed-receipt", units: 2, name: "PO-1001" }]);
    const body = { intent: "confirm-assumed", lineId: `po:${orderLineId}` };
    expect(await admin.post(mend, shop.domain, "/app/store-check", body)).toMatchObject({ inbound: { ok: true } });
    expect(await findings()).toEqual([]);
    expect(await withShop(shop.domain, (db) => db.receipt.count())).toBe(1);
  });
});
