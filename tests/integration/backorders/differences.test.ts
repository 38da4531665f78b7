import { beforeEach, describe, expect, it } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { action, loader } from "../../../app/routes/app.store-check/route.tsx";
import { sweepShop } from "../../../app/shops/sweep-shop.server.ts";
import { fulfilOrder } from "../../../store-emulator/fulfil-order.ts";
import { placeOrder } from "../../../store-emulator/place-order.ts";
import { routeOrder } from "../../../store-emulator/route-order.ts";
import { openAdmin } from "../support/open-admin.ts";
import { openLedgerShop } from "./ledger-shop.ts";

const admin = openAdmin("differences");
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin);
});

const path = "/app/store-check";
const findings = async () =>
  (await admin.get(loader, shop.domain, path)).page.findings.flatMap((each) =>
    each.code === "ledger-difference" ? [[each.cause, each.units]] : [],
  );
const press = (body: object) => admin.post(action, shop.domain, path, { inventoryItemId: shop.itemId(), ...body });
const sweep = async () => {
  await sweepShop(shop.ports, shop.domain);
  await shop.settle();
};
const place = (request: object = {}) => {
  const { emulator } = admin.running();
  const placed = placeOrder(emulator, shop.shop, { lines: [{ found: shop.found(), quantity: 2 }], ...request });
  if (!placed.ok) throw new Error(placed.reason);
  routeOrder(emulator, shop.shop, placed.order);
  return placed.order;
};

describe("the ledger against Shopify's figures", () => {
  it("agrees where nothing was missed", async () => {
    await shop.buy([2, 1]);
    await sweep();
    expect(await findings()).toEqual([]);
    expect(await withShop(shop.domain, (db) => db.ledgerDifference.count())).toBe(0);
  });

  it("mends by itself an order that no webhook told of", async () => {
    await shop.buy(1);
    const missed = place();
    await shop.hint("inventory-item", shop.itemId());
    await shop.settle();
    await sweep();
    expect(await findings()).toEqual([]);
    expect(await shop.lines(missed)).toMatchObject([{ unfulfilledUnits: 2 }]);
  });

  it("mends by itself a shipment that no webhook told of", async () => {
    const order = await shop.buy(1);
    await shop.stock(0);
    fulfilOrder(admin.running().emulator, shop.shop, order);
    await shop.hint("inventory-item", shop.itemId());
    await shop.settle();
    await sweep();
    expect(await findings()).toEqual([]);
    await shop.expectBalance();
  });

  it("names units committed to what we can't read, and is quiet once the merchant says that is right", async () => {
    await shop.buy(1);
    const old = place();
    await shop.heardOf(old);
    // As if it had never been shown to us.
    await withShop(shop.domain, async (db) => {
      const ofIt = { where: { orderId: gid("Order", old.id) } };
      await db.ledgerUnit.deleteMany(ofIt);
      await db.orderLine.deleteMany(ofIt);
      await db.ledgerOrder.deleteMany(ofIt);
      await db.ledgerDifference.create({
        data: { shop: shop.domain, inventoryItemId: shop.itemId(), locationId: gid("Location", locationNumber()) },
      });
    });
    expect(await findings()).toEqual([["missed-webhook", 2]]);
    await withShop(shop.domain, (db) =>
      db.task.create({
        data: { shop: shop.domain, kind: "order-sync", status: "done", startedAt: new Date(Date.now() + 1_000) },
      }),
    );
    expect(await findings()).toEqual([["too-old", 2]]);
    await press({ intent: "accept-difference", locationId: gid("Location", locationNumber()) });
    expect(await findings()).toEqual([]);
    await shop.buy(1);
    expect(await findings()).toEqual([]);
  });

  it("lets go of orders that are too old to read, in the ledger only, when the merchant says so", async () => {
    const old = await shop.buy(3);
    const calls = admin.running().emulator.calls.length;
    await withShop(shop.domain, async (db) => {
      await db.ledgerOrder.updateMany({ data: { isUnreadable: true } });
      await db.inventoryLevel.updateMany({
        where: { inventoryItemId: shop.itemId() },
        data: { committed: 0, available: 0 },
      });
      await db.ledgerDifference.create({
        data: { shop: shop.domain, inventoryItemId: shop.itemId(), locationId: gid("Location", locationNumber()) },
      });
    });
    expect(await findings()).toEqual([["unreadable", 3]]);
    await press({ intent: "let-go" });
    expect(await findings()).toEqual([]);
    expect(await shop.lines(old)).toMatchObject([{ unfulfilledUnits: 0, cancelledUnits: 3 }]);
    const since = admin.running().emulator.calls.slice(calls);
    expect(since.filter(({ operation }) => /update|adjust|set/i.test(operation))).toEqual([]);
  });

  it("tells what was sold at the till from stock that a person set below zero", async () => {
    const sold = place({ source: "pos" });
    await shop.heardOf(sold);
    await sweep();
    expect(await findings()).toEqual([["sold-at-till", 2]]);
    await shop.stock(-5);
    await sweep();
    expect(await findings()).toEqual([
      ["stock-by-hand", 3],
      ["sold-at-till", 2],
    ]);
  });
});

const locationNumber = () => [...shop.shop.locations.keys()][0]!;
