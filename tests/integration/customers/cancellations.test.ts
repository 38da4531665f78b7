import { beforeEach, describe, expect, it } from "vitest";
import type { LineUnits } from "../../../app/customers/cancellations/cancellation-port.ts";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { planRequest } from "../../../app/customers/cancellations/plan-request.server.ts";
import { requestCancellation } from "../../../app/customers/cancellations/request-cancellation.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { ShopifyUnreachable } from "../../../app/errors.ts";
import type { Ports, ShopAdmin } from "../../../app/ports.ts";
import { fulfilOrder } from "../../../store-emulator/fulfil-order.ts";
import { currentTotalMinor } from "../../../store-emulator/order-figures.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { fulfillmentOrdersOf, routeOrder } from "../../../store-emulator/route-order.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import { plainRule } from "../support/open-shop.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { buyFrom, cancelScopes, lineGid, orderGid } from "./order-to-answer.ts";

const admin = openAdmin("cancels");
let shop: LampShop;

beforeEach(async () => {
  shop = await admin.open("selling");
  changeScopes(admin.running().emulator, shop.shop, { grant: cancelScopes });
});

const buy = (...args: [readonly number[], Parameters<typeof buyFrom>[3]?]) => buyFrom(admin.running(), shop, ...args);
const cancellations = () =>
  withShop(shop.domain, (db) =>
    db.cancellation.findMany({ where: { shop: shop.domain }, orderBy: { askedAt: "asc" } }),
  );

async function request(order: Order, lines: LineUnits[], key = "k") {
  await withShop(shop.domain, (db) =>
    requestCancellation(shop.ports, db, shop.domain, {
      key,
      orderId: orderGid(order),
      caseId: null,
      lines,
      source: "answer",
      shown: null,
    }),
  );
  return (await cancellations()).at(-1)!.id;
}

async function cancel(order: Order, lines: LineUnits[], key = "k") {
  await request(order, lines, key);
  await shop.settle();
  return (await cancellations()).at(-1)!;
}

/** The ports, with calls of some of Shopify's answers put in between. */
function withShopify(change: (shopify: ShopAdmin) => Partial<ShopAdmin>): Ports {
  return {
    ...shop.ports,
    shopify: (domain) => {
      const shopify = shop.ports.shopify(domain);
      return { ...shopify, ...change(shopify) };
    },
  };
}

describe("cancelling units", () => {
  it("gives back what Shopify says they cost, and leaves the rest its discount and its shipping", async () => {
    const order = await buy([2, 1], { discountMinor: 600, shippingMinor: 500 });
    const lines = [{ lineId: lineGid(order), units: 1 }];
    const planned = await planRequest(shop.ports, shop.domain, orderGid(order), lines);
    expect(planned).toMatchObject({
      ok: true,
      request: { way: "refund", refund: { amountMinor: 800, shippingMinor: 0 } },
    });
    expect(order.refundIds).toEqual([]);
    expect(await cancel(order, lines)).toMatchObject({ status: "done", way: "refund", refundMinor: 800n });
    // Two at 10.00 less 2.00 each, and shipping as paid: nothing of what was earned is asked back.
    expect(currentTotalMinor(order)).toBe(2 * 800 + 500);
    expect(order).toMatchObject({ financialStatus: "PARTIALLY_REFUNDED", lines: [{ currentQuantity: 1 }, {}] });
  });

  it("gives back to the hundredth in a currency that nobody pays hundredths of", async () => {
    shop.shop.currencyCode = "HUF";
    const order = await buy([2, 1], { discountMinor: 100 });
    const done = await cancel(order, [{ lineId: lineGid(order), units: 1 }]);
    expect(done).toMatchObject({ status: "done", refundMinor: 967n, currency: "HUF" });
    expect(shop.shop.refunds.get(order.refundIds[0]!)).toMatchObject({ totalMinor: 967 });
  });

  it("cancels the whole order where nothing would be left, with its shipping", async () => {
    const order = await buy([2], { shippingMinor: 500 });
    const done = await cancel(order, [{ lineId: lineGid(order), units: 2 }]);
    expect(done).toMatchObject({ status: "done", way: "cancel-order", refundMinor: 2500n, shippingMinor: 500n });
    expect(order).toMatchObject({ financialStatus: "REFUNDED", cancelReason: "CUSTOMER" });
  });

  it("makes an order smaller that nothing was paid for", async () => {
    for (const rest of [{ isPaid: false }, { isAuthorized: true }]) {
      const order = await buy([3], rest);
      const done = await cancel(order, [{ lineId: lineGid(order), units: 2 }], order.name);
      expect(done).toMatchObject({ status: "done", way: "edit", refundMinor: null });
      expect(order).toMatchObject({ refundIds: [], lines: [{ currentQuantity: 1 }] });
    }
  });

  it("returns the room under the limit, by what Shopify then says", async () => {
    await shop.setRule("shop", shop.domain, { ...plainRule, limit: { kind: "number", units: 2 } });
    const order = await buy([2]);
    expect(shop.inShopify(shop.variantIds[0]!).policy).toBe("DENY");
    await cancel(order, [{ lineId: lineGid(order), units: 1 }]);
    // Without a webhook.
    await shop.settle();
    expect(shop.inShopify(shop.variantIds[0]!)).toMatchObject({ policy: "CONTINUE", metafield: { left: 1 } });
  });

  it("leaves alone what stock is assigned to, checked right before", async () => {
    const order = await buy([2]);
    const id = await request(order, [{ lineId: lineGid(order), units: 2 }]);
    await withShop(shop.domain, (db) => db.orderLine.updateMany({ data: { allocatedUnits: 1 } }));
    await cancelUnits(shop.ports, shop.domain, id);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 1 });
    await withShop(shop.domain, (db) => db.orderLine.updateMany({ data: { allocatedUnits: 1 } }));
    await cancelUnits(shop.ports, shop.domain, await request(order, [{ lineId: lineGid(order), units: 1 }], "second"));
    expect((await cancellations()).at(-1)).toMatchObject({ status: "refused", error: "taken" });
  });

  it("leaves alone what is being packed", async () => {
    const order = await buy([2]);
    if (order.unrouted.length > 0) routeOrder(admin.running().emulator, shop.shop, order);
    fulfillmentOrdersOf(shop.shop, order)[0]!.status = "IN_PROGRESS";
    expect(await cancel(order, [{ lineId: lineGid(order), units: 2 }])).toMatchObject({ error: "taken" });
    expect(order.cancelledAt).toBeNull();
  });

  it("loses the race against the warehouse without harm", async () => {
    const order = await buy([2, 1]);
    const id = await request(order, [{ lineId: lineGid(order), units: 2 }]);
    const ports = withShopify((shopify) => ({
      refundUnits: (key, given) => {
        expect(fulfilOrder(admin.running().emulator, shop.shop, order)).toMatchObject({ ok: true });
        return shopify.refundUnits(key, given);
      },
    }));
    await cancelUnits(ports, shop.domain, id);
    expect((await cancellations())[0]).toMatchObject({ status: "refused", error: "shipped", refundMinor: null });
    expect(order).toMatchObject({ financialStatus: "PAID", refundIds: [], lines: [{ fulfilledQuantity: 2 }, {}] });
  });

  it("says so where the gateway gives nothing back, and nothing is lost", async () => {
    admin.running().emulator.apiShape.refuseRefunds = true;
    try {
      const part = await buy([2, 1]);
      expect(await cancel(part, [{ lineId: lineGid(part), units: 1 }])).toMatchObject({ error: "declined" });
      const whole = await buy([1]);
      expect(await cancel(whole, [{ lineId: lineGid(whole), units: 1 }], "w")).toMatchObject({ error: "declined" });
      expect([part.lines[0]!.currentQuantity, whole.cancelledAt]).toEqual([2, null]);
    } finally {
      admin.running().emulator.apiShape.refuseRefunds = false;
    }
  });

  it("asks for the scope where it is not granted", async () => {
    changeScopes(admin.running().emulator, shop.shop, { revoke: ["write_orders"] });
    const order = await buy([2, 1]);
    expect(await cancel(order, [{ lineId: lineGid(order), units: 1 }])).toMatchObject({ error: "no-scope" });
  });
});

describe("cancelling twice", () => {
  it("is one refund where the answer of the first was lost", async () => {
    const order = await buy([3, 1]);
    const id = await request(order, [{ lineId: lineGid(order), units: 1 }]);
    const cut = withShopify((shopify) => ({
      refundUnits: async (...given) => {
        await shopify.refundUnits(...given);
        throw new ShopifyUnreachable("cut");
      },
    }));
    await expect(cancelUnits(cut, shop.domain, id)).rejects.toThrow("cut");
    await cancelUnits(shop.ports, shop.domain, id);
    expect((await cancellations())[0]).toMatchObject({ status: "done", refundMinor: 1000n });
    expect(order.refundIds).toHaveLength(1);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 2 });
  });

  it("is one edit, and one cancelled order, where the answer of the first was lost", async () => {
    const unpaid = await buy([3], { isPaid: false });
    const whole = await buy([1]);
    const edit = await request(unpaid, [{ lineId: lineGid(unpaid), units: 1 }], "edit");
    const order = await request(whole, [{ lineId: lineGid(whole), units: 1 }], "whole");
    const cut = withShopify((shopify) => ({
      lowerLines: async (...given) => {
        await shopify.lowerLines(...given);
        throw new ShopifyUnreachable("cut");
      },
      cancelOrder: async (...given) => {
        await shopify.cancelOrder(...given);
        throw new ShopifyUnreachable("cut");
      },
    }));
    for (const id of [edit, order]) await expect(cancelUnits(cut, shop.domain, id)).rejects.toThrow("cut");
    await cancelUnits(shop.ports, shop.domain, edit);
    expect(unpaid.lines[0]).toMatchObject({ currentQuantity: 2 });
    await expect.poll(() => whole.cancelledAt).not.toBeNull();
    await cancelUnits(shop.ports, shop.domain, order);
    expect(whole.refundIds).toHaveLength(1);
    expect((await cancellations()).map(({ status }) => status)).toEqual(["done", "done"]);
  });

  it("is one cancellation for a key, and one for a unit", async () => {
    const order = await buy([2, 1]);
    const lines = [{ lineId: lineGid(order), units: 2 }];
    await request(order, lines);
    await request(order, lines);
    expect(await cancellations()).toHaveLength(1);
    const other = await request(order, lines, "other");
    const first = (await cancellations()).find(({ key }) => key === "k")!.id;
    const results = await Promise.allSettled([
      cancelUnits(shop.ports, shop.domain, first),
      cancelUnits(shop.ports, shop.domain, other),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 0, refundedQuantity: 2 });
    expect((await cancellations()).map(({ status }) => status).sort()).toEqual(["done", "refused"]);
  });

  it("is one refund where two workers take it at once", async () => {
    const order = await buy([3, 1]);
    const id = await request(order, [{ lineId: lineGid(order), units: 1 }]);
    const results = await Promise.allSettled([1, 2, 3].map(() => cancelUnits(shop.ports, shop.domain, id)));
    expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
    await cancelUnits(shop.ports, shop.domain, id);
    expect(order.refundIds).toHaveLength(1);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 2 });
    expect(await cancellations()).toMatchObject([{ status: "done" }]);
  });

  it("is given up where Shopify may have forgotten the key", async () => {
    const order = await buy([2, 1]);
    const id = await request(order, [{ lineId: lineGid(order), units: 1 }]);
    const cut = withShopify(() => ({ refundUnits: () => Promise.reject(new ShopifyUnreachable("cut")) }));
    await expect(cancelUnits(cut, shop.domain, id)).rejects.toThrow("cut");
    const later = { ...shop.ports, clock: { ...shop.ports.clock, wallNow: () => Date.now() + 21 * 3_600_000 } };
    await cancelUnits(later, shop.domain, id);
    expect((await cancellations())[0]).toMatchObject({ status: "refused", error: "too-late" });
    expect(order.refundIds).toEqual([]);
  });
});
