import { expect, it } from "vitest";
import { dateQueues } from "../../../app/backorders/date-queues.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { gid, type ShopDomain } from "../../../app/ids.ts";
import { cancelOrder } from "../../../store-emulator/cancel-order.ts";
import { editOrder } from "../../../store-emulator/edit-order.ts";
import { fulfilOrder } from "../../../store-emulator/fulfil-order.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { placeOrder } from "../../../store-emulator/place-order.ts";
import { routeOrder } from "../../../store-emulator/route-order.ts";
import { setStock } from "../../../store-emulator/set-stock.ts";
import { openAdmin } from "../support/open-admin.ts";
import { openLedgerShop } from "./ledger-shop.ts";

const admin = openAdmin("histories");

/** Mulberry32: the same history for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Lines with stock at a location where an older one waits; with holds some is firm, and may be. */
const overtakers = (shop: ShopDomain) =>
  withShop(
    shop,
    (db) => db.$queryRaw<{ lineId: string }[]>`
      WITH units AS (
        SELECT u.*, row(coalesce(o."countsFrom", o."placedAt"), length(u."orderId"), u."orderId", length(u."lineId"),
          u."lineId") AS age
        FROM "LedgerUnit" u JOIN "LedgerOrder" o ON o.shop = u.shop AND o."orderId" = u."orderId"
        WHERE u."remainingUnits" > 0)
      SELECT DISTINCT young."lineId" FROM units young JOIN units old USING ("inventoryItemId", "locationId")
      WHERE young."allocatedUnits" > 0 AND old."remainingUnits" > old."allocatedUnits" AND old.age < young.age`,
  );

it.each([1, 2, 3, 4, 5])(
  "whatever happens to orders and stock, and whoever is heard of when, the ledger balances and nobody is overtaken (%i)",
  async (seed) => {
    const shop = await openLedgerShop(admin);
    await shop.choose({ holds: seed % 2 === 0 ? "ship-ready-first" : "none" });
    const { emulator } = admin.running();
    const next = numbers(seed);
    const orders: Order[] = [];
    const unheard = new Set<Order>();
    const place = [...shop.shop.locations.values()][0]!;
    const steps: (() => void)[] = [
      () => {
        const lines = [0, 1].flatMap((index) => {
          const quantity = next(4);
          return quantity > 0 ? [{ found: shop.found(index), quantity }] : [];
        });
        const placed = placeOrder(emulator, shop.shop, { lines, isPaid: next(5) > 0 });
        if (!placed.ok) return;
        orders.push(placed.order);
        unheard.add(placed.order);
      },
      () => {
        setStock(emulator, shop.shop, shop.found(next(2)), place, { delta: next(9) - 3 });
      },
      () => {
        const order = orders[next(Math.max(1, orders.length))];
        if (!order) return;
        fulfilOrder(emulator, shop.shop, order, [
          { lineItemId: order.lines[next(order.lines.length)]!.id, quantity: 1 },
        ]);
        unheard.add(order);
      },
      () => {
        const order = orders[next(Math.max(1, orders.length))];
        const line = order?.lines[next(order.lines.length)];
        if (!order || !line) return;
        editOrder(emulator, shop.shop, order, [{ lineItemId: line.id, quantity: next(5) }]);
        unheard.add(order);
      },
      () => {
        const order = orders[next(Math.max(1, orders.length))];
        if (!order || next(3) > 0) return;
        cancelOrder(emulator, shop.shop, order);
        unheard.add(order);
      },
    ];
    for (let step = 0; step < 60; step += 1) {
      steps[next(steps.length)]!();
      if (next(3) > 0) continue;
      // Some are heard of, in no order, perhaps twice; some later.
      for (const order of [...unheard].reverse().filter(() => next(3) > 0)) {
        unheard.delete(order);
        // The queue may be dated while an order is read.
        await Promise.all([shop.heardOf(order), dateQueues(shop.ports, shop.domain)]);
        if (next(4) === 0) await shop.heardOf(order);
      }
    }
    for (const order of orders) {
      routeOrder(emulator, shop.shop, order);
      await shop.hint("order", gid("Order", order.id));
    }
    for (const index of [0, 1]) await shop.hint("inventory-item", shop.itemId(index));
    await shop.settle();
    await shop.settle();

    await shop.expectBalance();
    const lines = await withShop(shop.domain, (db) => db.orderLine.findMany());
    for (const order of orders) {
      for (const item of order.lines) {
        const line = lines.find(({ lineId }) => lineId === gid("LineItem", item.id));
        const left = order.cancelledAt === null ? item.currentQuantity - item.fulfilledQuantity : 0;
        expect(line).toMatchObject({
          orderedUnits: item.quantity,
          unfulfilledUnits: left,
          shippedUnits: item.fulfilledQuantity,
          cancelledUnits: item.quantity - item.fulfilledQuantity - left,
        });
      }
    }
    if (seed % 2 !== 0) expect(await overtakers(shop.domain)).toEqual([]);
    // What is there is given.
    for (const index of [0, 1]) {
      const stock = shop
        .found(index)
        .item.levels.reduce((sum, level) => sum + Math.max(0, level.available + level.committed), 0);
      const own = lines.filter(({ inventoryItemId }) => inventoryItemId === shop.itemId(index));
      const open = own.reduce((sum, { unfulfilledUnits }) => sum + unfulfilledUnits, 0);
      expect(own.reduce((sum, { allocatedUnits }) => sum + allocatedUnits, 0)).toBe(Math.min(stock, open));
    }
  },
  120_000,
);
