import { beforeEach, describe, expect, it } from "vitest";
import { holdByHand } from "../../../app/backorders/hold-by-hand.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { adoptOrders } from "../../../app/customers/waiting-orders/adopt-orders.server.ts";
import { askQuestion } from "../../../app/customers/self-service/ask-question.server.ts";
import { takeAnswer } from "../../../app/customers/self-service/take-answer.server.ts";
import type { Choice } from "../../../app/customers/self-service/waiting-order.ts";
import { cancelOrder } from "../../../store-emulator/cancel-order.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { openAdmin } from "../support/open-admin.ts";
import { delay } from "../customers/order-to-answer.ts";
import { openLedgerShop } from "./ledger-shop.ts";

const admin = openAdmin("holds");
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin);
});

/** What Shopify has of an order's fulfilment orders: units by state. */
const inShopify = (order: Order) =>
  order.fulfillmentOrderIds
    .flatMap((id) => shop.shop.fulfillmentOrders.get(id) ?? [])
    .filter(({ status }) => status !== "CANCELLED")
    .map(({ status, lines, holds }) => ({
      status,
      units: lines.reduce((sum, line) => sum + line.remainingQuantity, 0),
      holds: holds.length,
    }));
const open = (units: number) => ({ status: "OPEN", units, holds: 0 });
const held = (units: number, holds = 1) => ({ status: "ON_HOLD", units, holds });

describe("holds", () => {
  it("touch nothing until the merchant chooses", async () => {
    expect(inShopify(await shop.buy(2))).toEqual([open(2)]);
  });

  it("are put on what is owed, so that ready items leave first", async () => {
    await shop.choose({ holds: "ship-ready-first" });
    expect(inShopify(await shop.buy([2, 3]))).toEqual([held(2), open(3)]);
  });

  it("are put on part of a line, and give way unit by unit as stock comes", async () => {
    await shop.choose({ holds: "ship-ready-first" });
    const order = await shop.buy(3);
    expect(inShopify(order)).toEqual([held(3)]);
    await shop.stock(-2);
    expect(inShopify(order)).toEqual(expect.arrayContaining([held(2), open(1)]));
    await shop.stock(-1);
    expect(inShopify(order)).toEqual(expect.arrayContaining([held(1), open(1), open(1)]));
    await shop.stock(0);
    expect(inShopify(order).every(({ status }) => status === "OPEN")).toBe(true);
    await shop.expectBalance();
  });

  it("keep an order together where the merchant sends it whole", async () => {
    await shop.choose({ holds: "ship-together" });
    const order = await shop.buy([2, 3]);
    expect(inShopify(order)).toEqual([held(5)]);
    await shop.stock(0);
    expect(inShopify(order)).toEqual([open(5)]);
  });

  it("give what is ready to the customer who asks for it, until they would rather have it whole", async () => {
    await shop.choose({ holds: "ship-together" });
    const order = await shop.buy([2, 3]);
    const on = (day: string) => ({ from: day, to: day });
    await delay(shop, order, { before: on("2999-01-01"), after: on("2999-02-01") });
    const answer = async (choice: Choice) => {
      const asked = await askQuestion(shop.ports, shop.domain, gid("Order", order.id), { quotes: "sparing" });
      const { question } = asked!;
      const said = { choice, question, textShown: "?", language: "en", channel: "link" as const };
      expect(await takeAnswer(shop.ports, shop.domain, said)).toBe("noted");
      await shop.settle();
    };
    await answer("take-ready");
    expect(inShopify(order)).toEqual([held(2), open(3)]);
    await answer("keep");
    expect(inShopify(order).every(({ status }) => status === "ON_HOLD")).toBe(true);
    await holdByHand(shop.ports, shop.domain, [gid("Order", order.id)], "ship-together", "1");
    await answer("take-ready");
    expect(inShopify(order).every(({ status }) => status === "ON_HOLD")).toBe(true);
  });

  it("keep an order together that carries the tag for it", async () => {
    await shop.choose({ shipCompleteTags: ["whole"] });
    expect(inShopify(await shop.buy([2, 3], { tags: ["whole"] }))).toEqual([held(5)]);
    expect(inShopify(await shop.buy([1, 1]))).toEqual([open(2)]);
  });

  it("of others are never released", async () => {
    await shop.choose({ holds: "ship-together" });
    const order = await shop.buy(1);
    const [fulfillmentOrder] = order.fulfillmentOrderIds.flatMap((id) => shop.shop.fulfillmentOrders.get(id) ?? []);
    fulfillmentOrder!.holds.push({ id: 1, reason: "OTHER", reasonNotes: null, handle: null, heldByApp: false });
    await shop.stock(0);
    expect(inShopify(order)).toEqual([held(1, 1)]);
    expect(fulfillmentOrder!.holds).toMatchObject([{ heldByApp: false }]);
  });

  it("are released when stock is taken back and put on again", async () => {
    await shop.choose({ holds: "ship-ready-first" });
    const order = await shop.buy(1);
    await shop.stock(0);
    expect(inShopify(order)).toEqual([open(1)]);
    await shop.stock(-1);
    expect(inShopify(order)).toEqual([held(1)]);
  });

  it("leave alone what a cancelled order had", async () => {
    await shop.choose({ holds: "ship-ready-first" });
    const order = await shop.buy(1);
    cancelOrder(admin.running().emulator, shop.shop, order);
    await shop.heardOf(order);
    expect(inShopify(order)).toEqual([]);
  });

  it("stay away from orders older than Arrivo until the merchant says so", async () => {
    await shop.choose({ holds: "ship-ready-first" });
    const old = await shop.buy(1, { placedAt: Date.now() - 3 * 86_400_000 });
    expect(inShopify(old)).toEqual([open(1)]);
    await adoptOrders(shop.ports, shop.domain);
    await shop.settle();
    expect(inShopify(old)).toEqual([held(1)]);
  });
});

describe("tags", () => {
  it("follow the state of an order, and the merchant's own stay", async () => {
    await shop.choose({ orderTags: { waiting: "Backorder", ready: "Backorder ready" } });
    const order = await shop.buy(1, { tags: ["vip"] });
    expect(order.tags).toEqual(["vip", "Backorder"]);
    await shop.stock(0);
    expect(order.tags).toEqual(["vip", "Backorder ready"]);
    cancelOrder(admin.running().emulator, shop.shop, order);
    await shop.heardOf(order);
    expect(order.tags).toEqual(["vip"]);
  });

  it("are not taken off where the merchant put them on", async () => {
    await shop.choose({ orderTags: { waiting: "Backorder", ready: "Backorder ready" } });
    const order = await shop.buy(1, { tags: ["Backorder"] });
    await shop.stock(0);
    expect(order.tags).toEqual(["Backorder", "Backorder ready"]);
  });

  it("are remembered with the order", async () => {
    await shop.choose({ orderTags: { waiting: "Backorder", ready: "Backorder ready" } });
    const order = await shop.buy(1);
    const kept = await withShop(shop.domain, (db) =>
      db.ledgerOrder.findFirst({ where: { orderId: gid("Order", order.id) } }),
    );
    expect(kept).toMatchObject({ ownTags: ["Backorder"] });
  });
});

describe("a hold by hand", () => {
  const hold = async (order: Order, rule: "ship-together" | "none" | null) => {
    const count = await holdByHand(shop.ports, shop.domain, [gid("Order", order.id)], rule, "7");
    await shop.settle();
    return count;
  };

  it("holds an order that the shop's rule leaves alone, until all of it is there", async () => {
    const order = await shop.buy([1, 1]);
    expect(await hold(order, "ship-together")).toBe(1);
    expect(inShopify(order)).toEqual([held(2)]);
    expect(await hold(order, "ship-together")).toBe(0);
    await shop.stock(0);
    expect(inShopify(order)).toEqual([open(2)]);
  });

  it("lets go an order that the shop's rule holds, for good", async () => {
    await shop.choose({ holds: "ship-together" });
    const order = await shop.buy(2);
    expect(await hold(order, "none")).toBe(1);
    expect(inShopify(order)).toEqual([open(2)]);
    await shop.stock(-1);
    expect(inShopify(order)).toEqual([open(2)]);
    await hold(order, null);
    expect(inShopify(order)).toEqual([held(2)]);
  });
});
