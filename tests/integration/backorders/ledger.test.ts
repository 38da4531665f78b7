import { beforeEach, describe, expect, it } from "vitest";
import { dateQueues } from "../../../app/backorders/date-queues.server.ts";
import { lockLedger } from "../../../app/backorders/lock-ledger.server.ts";
import { markStaleQueues } from "../../../app/backorders/mark-stale-queues.server.ts";
import { takeDirtyItems } from "../../../app/availability/dirty-items.server.ts";
import { refreshOrders } from "../../../app/backorders/refresh-orders.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { gid } from "../../../app/ids.ts";
import { cancelOrder } from "../../../store-emulator/cancel-order.ts";
import { editOrder } from "../../../store-emulator/edit-order.ts";
import { fulfilOrder } from "../../../store-emulator/fulfil-order.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { placeOrder } from "../../../store-emulator/place-order.ts";
import { routeOrder } from "../../../store-emulator/route-order.ts";
import { lookAtChanges } from "../../../app/shops/look-at-changes.server.ts";
import { startTask } from "../../../app/shops/start-task.server.ts";
import { until } from "../support/until.ts";
import { openAdmin } from "../support/open-admin.ts";
import { openLedgerShop } from "./ledger-shop.ts";

const admin = openAdmin("ledger");
let shop: Awaited<ReturnType<typeof openLedgerShop>>;

beforeEach(async () => {
  shop = await openLedgerShop(admin);
});

const emulator = () => admin.running().emulator;
const unitsOf = async (order: Order) =>
  (await shop.lines(order)).map((line) => ({
    ordered: line.orderedUnits,
    waiting: line.unfulfilledUnits - line.allocatedUnits,
    allocated: line.allocatedUnits,
    shipped: line.shippedUnits,
    cancelled: line.cancelledUnits,
  }));
const staleItems = async () =>
  (await withShop(shop.domain, (db) => db.staleQueue.findMany())).map(({ inventoryItemId }) => inventoryItemId);
const none = { ordered: 0, waiting: 0, allocated: 0, shipped: 0, cancelled: 0 };

describe("the ledger", () => {
  it("knows what waits and what stock covers", async () => {
    const order = await shop.buy([2, 3]);
    expect(await unitsOf(order)).toEqual([
      { ...none, ordered: 2, waiting: 2 },
      { ...none, ordered: 3, allocated: 3 },
    ]);
    await shop.expectBalance();
  });

  it("finds nothing new in a webhook that comes again", async () => {
    const order = await shop.buy(2);
    const before = await shop.events();
    await shop.heardOf(order);
    await shop.heardOf(order);
    expect(await shop.events()).toEqual(before);
  });

  it("follows an order through an edit, a part that is sent, a refund and its cancellation", async () => {
    const order = await shop.buy([3, 4]);
    const [first, second] = order.lines;
    editOrder(emulator(), shop.shop, order, [{ lineItemId: first!.id, quantity: 5 }]);
    await shop.heardOf(order);
    expect((await unitsOf(order))[0]).toEqual({ ...none, ordered: 5, waiting: 5 });
    fulfilOrder(emulator(), shop.shop, order, [{ lineItemId: second!.id, quantity: 3 }]);
    await shop.heardOf(order);
    expect((await unitsOf(order))[1]).toEqual({ ...none, ordered: 4, allocated: 1, shipped: 3 });
    editOrder(emulator(), shop.shop, order, [{ lineItemId: first!.id, quantity: 1 }]);
    await shop.heardOf(order);
    expect((await unitsOf(order))[0]).toEqual({ ...none, ordered: 5, waiting: 1, cancelled: 4 });
    await shop.expectBalance();
  });

  it("gives the room back when an order is cancelled", async () => {
    const order = await shop.buy(2);
    const younger = await shop.buy(1);
    await shop.stock(-2);
    expect((await unitsOf(order))[0]).toMatchObject({ waiting: 1, allocated: 1 });
    cancelOrder(emulator(), shop.shop, order);
    await shop.heardOf(order);
    expect(await unitsOf(order)).toEqual([{ ...none, ordered: 2, cancelled: 2 }]);
    expect((await unitsOf(younger))[0]).toMatchObject({ waiting: 0, allocated: 1 });
    await shop.expectBalance();
  });

  it("releases exactly one unit at −2 → −1, to the oldest", async () => {
    const old = await shop.buy(1);
    const young = await shop.buy(1);
    await shop.stock(-1);
    expect(await unitsOf(old)).toEqual([{ ...none, ordered: 1, allocated: 1 }]);
    expect(await unitsOf(young)).toEqual([{ ...none, ordered: 1, waiting: 1 }]);
    expect((await shop.told()).map(({ kind, lineId }) => `${kind} ${lineId}`)).toEqual([
      `placed ${gid("LineItem", old.lines[0]!.id)}`,
      `placed ${gid("LineItem", young.lines[0]!.id)}`,
      `ready ${gid("LineItem", old.lines[0]!.id)}`,
    ]);
  });

  it("puts an order that is paid later behind those that were paid before it", async () => {
    const unpaid = await shop.buy(1, { isPaid: false, placedAt: emulator().clock.now() - 10 * 86_400_000 });
    const paid = await shop.buy(1);
    await shop.stock(-1);
    expect((await unitsOf(paid))[0]).toMatchObject({ allocated: 1 });
    expect((await unitsOf(unpaid))[0]).toMatchObject({ waiting: 1 });
  });

  it("keeps the place of an unpaid order for three days, and of one on payment terms for good", async () => {
    const unpaid = await shop.buy(1, { isPaid: false });
    const onTerms = await shop.buy(1, { isPaid: false, hasPaymentTerms: true });
    const paid = await shop.buy(1);
    await shop.stock(-1);
    expect((await unitsOf(unpaid))[0]).toMatchObject({ allocated: 1 });
    expect((await unitsOf(onTerms))[0]).toMatchObject({ allocated: 1 });
    expect((await unitsOf(paid))[0]).toMatchObject({ waiting: 1 });
  });

  it("lets an order that it has not heard of stand before younger ones", async () => {
    const order = await shop.buy(1);
    const unheard = placeOrder(emulator(), shop.shop, { lines: [{ found: shop.found(), quantity: 1 }] });
    expect(unheard.ok).toBe(true);
    await shop.stock(-1);
    expect((await unitsOf(order))[0]).toMatchObject({ waiting: 1 });
    if (unheard.ok) await shop.heardOf(unheard.order);
    expect((await unitsOf(order))[0]).toMatchObject({ allocated: 1 });
  });

  it("gives an order that it heard of late what a younger one was given in its place", async () => {
    const lost = shop.buyUnheard(2);
    const young = await shop.buy(2);
    const youngest = await shop.buy(2);
    // That it is cancelled is lost as well: its two units hide those of the order that nobody has heard of.
    cancelOrder(emulator(), shop.shop, youngest);
    await shop.stock(-2);
    expect((await unitsOf(young))[0]).toMatchObject({ allocated: 2 });
    await shop.heardOf(lost);
    await shop.heardOf(youngest);
    expect((await unitsOf(lost))[0]).toMatchObject({ allocated: 2 });
    expect((await unitsOf(young))[0]).toMatchObject({ waiting: 2 });
  });

  it("gives nothing by a read of the stock that is older than its orders", async () => {
    const order = shop.buyUnheard(1);
    await shop.setStock(shop.variantIds[0]!, 0);
    // The order is heard of, and its item can't be read for a while.
    await refreshOrders(shop.ports, shop.domain, [gid("Order", order.id)]);
    await withShop(shop.domain, (db) => db.inventoryLevel.updateMany({ data: { available: 1 } }));
    await outsideShops().dirtyItem.updateMany({ data: { since: new Date(Date.now() - 60_000) } });
    await dateQueues(shop.ports, shop.domain);
    expect((await unitsOf(order))[0]).toMatchObject({ waiting: 1 });
    expect(await staleItems()).toEqual([shop.itemId()]);
    await shop.settle();
    expect((await unitsOf(order))[0]).toMatchObject({ allocated: 1 });
    expect(await staleItems()).toEqual([]);
  });

  it("dates nobody whose item is about to be read, until it could not be for half a minute", async () => {
    const order = shop.buyUnheard(1);
    await refreshOrders(shop.ports, shop.domain, [gid("Order", order.id)]);
    await withShop(shop.domain, (db) => db.inventoryLevel.updateMany({ data: { readAt: null } }));
    await dateQueues(shop.ports, shop.domain);
    expect(await staleItems()).toEqual([shop.itemId()]);
    await outsideShops().dirtyItem.updateMany({ data: { since: new Date(Date.now() - 60_000) } });
    await dateQueues(shop.ports, shop.domain, { isRun: true });
    expect(await staleItems()).toEqual([shop.itemId()]);
    await dateQueues(shop.ports, shop.domain);
    expect(await staleItems()).toEqual([]);
  });

  it("dates what has not settled yet by one more job, and by none where a run has dated all", async () => {
    await shop.buy(1);
    expect(shop.queue.waiting).toEqual([]);
    await withShop(shop.domain, (db) =>
      markStaleQueues(shop.ports, db, shop.domain, [shop.itemId()], { code: "stock-changed" }, { isDatedByRun: true }),
    );
    await dateQueues(shop.ports, shop.domain, { isRun: true });
    expect(await staleItems()).toEqual([shop.itemId()]);
    expect(shop.queue.waiting.map(({ name }) => name)).toEqual(["date-queues"]);
    await shop.settle();
    expect(await staleItems()).toEqual([]);
  });

  it("takes an order that was read again, and is as it was, for no news", async () => {
    const order = await shop.buy(2, { tags: ["gift"] });
    await refreshOrders(shop.ports, shop.domain, [gid("Order", order.id)]);
    expect(await staleItems()).toEqual([]);
    expect(await outsideShops().dirtyItem.count({ where: { shop: shop.domain, kind: "inventory-item" } })).toBe(0);
    // A tag may give it another place.
    order.tags.push("vip");
    await refreshOrders(shop.ports, shop.domain, [gid("Order", order.id)]);
    expect(await staleItems()).toEqual([shop.itemId()]);
    await shop.settle();
    expect(await staleItems()).toEqual([]);
  });

  it("cancels what is left of an order that was deleted", async () => {
    const order = await shop.buy(2);
    cancelOrder(emulator(), shop.shop, order);
    shop.shop.orders.delete(order.id);
    await shop.heardOf(order);
    expect(await unitsOf(order)).toEqual([{ ...none, ordered: 2, cancelled: 2 }]);
  });

  it("keeps an order that has grown too old to be read", async () => {
    const order = await shop.buy(2);
    order.createdAt -= 61 * 86_400_000;
    await withShop(shop.domain, (db) =>
      db.ledgerOrder.updateMany({ data: { placedAt: new Date(emulator().clock.now() - 61 * 86_400_000) } }),
    );
    await shop.heardOf(order);
    expect(await unitsOf(order)).toEqual([{ ...none, ordered: 2, waiting: 2 }]);
    const kept = await withShop(shop.domain, (db) => db.ledgerOrder.findFirst({}));
    expect(kept).toMatchObject({ isUnreadable: true, cancelledAt: null });
    // It is sent, and we do not hear of it: nobody waits behind it for ever.
    const young = await shop.buy(1);
    fulfilOrder(emulator(), shop.shop, order, [{ lineItemId: order.lines[0]!.id, quantity: 2 }]);
    await shop.stock(0);
    expect((await unitsOf(young))[0]).toMatchObject({ allocated: 1 });
  });

  it("is rebuilt from Shopify at will, with every unit at its place", async () => {
    const known = await shop.buy(1);
    const missed = placeOrder(emulator(), shop.shop, { lines: [{ found: shop.found(), quantity: 2 }] });
    if (!missed.ok) throw new Error(missed.reason);
    routeOrder(emulator(), shop.shop, missed.order);
    await withShop(shop.domain, async (db) => {
      await db.orderLine.deleteMany();
      await db.ledgerUnit.deleteMany();
      await db.ledgerEvent.deleteMany();
      await startTask(shop.ports, db, shop.domain, "order-sync", {});
    });
    await shop.hint("inventory-item", shop.itemId());
    await until("the orders are read", async () => {
      await shop.settle();
      return (
        (await withShop(shop.domain, (db) => db.task.count({ where: { kind: "order-sync", status: "done" } }))) > 0
      );
    });
    await shop.settle();
    expect((await unitsOf(known))[0]).toMatchObject({ ordered: 1, waiting: 1 });
    expect((await unitsOf(missed.order))[0]).toMatchObject({ ordered: 2, waiting: 2 });
    const places = await withShop(shop.domain, (db) => db.ledgerUnit.findMany());
    expect(places.map(({ locationId }) => locationId)).not.toContain("");
    await shop.expectBalance();
  });

  it("is worked out by one writer at a time: orders that are read, and stock that is given", async () => {
    const order = await shop.buy(1);
    await shop.stock(0);
    editOrder(emulator(), shop.shop, order, [{ lineItemId: order.lines[0]!.id, quantity: 2 }]);
    for (const write of [() => shop.heardOf(order), () => dateQueues(shop.ports, shop.domain)]) {
      await withShop(shop.domain, (db) =>
        markStaleQueues(shop.ports, db, shop.domain, [shop.itemId()], { code: "stock-changed" }),
      );
      const before = await shop.events();
      let letGo = () => {};
      const kept = new Promise<void>((resolve) => (letGo = resolve));
      let other = Promise.resolve();
      await new Promise<void>((locked) => {
        other = withShop(shop.domain, async (db) => {
          await lockLedger(db, shop.domain);
          locked();
          await kept;
        });
      });
      const written = write();
      await until("the second writer waits", async () => {
        const rows = await outsideShops().$queryRaw<{ count: number }[]>`
          SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
        return (rows[0]?.count ?? 0) > 0;
      });
      expect(await shop.events()).toEqual(before);
      letGo();
      await Promise.all([other, written]);
    }
    expect((await unitsOf(order))[0]).toMatchObject({ ordered: 2, allocated: 1, waiting: 1 });
  });

  it("reads by the hourly look only orders whose change it has missed", async () => {
    const placed = placeOrder(emulator(), shop.shop, { lines: [{ found: shop.found(), quantity: 2 }] });
    if (!placed.ok) throw new Error(placed.reason);
    const { order } = placed;
    routeOrder(emulator(), shop.shop, order);
    // A minute ago: Shopify's instants are told to the second.
    order.updatedAt -= 60_000;
    await shop.heardOf(order);
    const found = async () => {
      await lookAtChanges(shop.ports, shop.domain);
      return outsideShops().dirtyItem.count({ where: { shop: shop.domain, kind: "order" } });
    };
    expect(await found()).toBe(0);
    editOrder(emulator(), shop.shop, order, [{ lineItemId: order.lines[0]!.id, quantity: 3 }]);
    expect(await found()).toBe(1);
    await shop.settle();
    expect((await unitsOf(order))[0]).toMatchObject({ ordered: 3 });
  });

  it("takes no order with the items, whenever it comes", async () => {
    const order = shop.buyUnheard(1);
    await shop.hint("order", gid("Order", order.id));
    await shop.hint("inventory-item", shop.itemId());
    const taken = await withShop(shop.domain, (db) =>
      takeDirtyItems(db, shop.domain, { hints: 20, orders: 3, decisions: 10 }),
    );
    expect(taken.map(({ kind }) => kind)).toEqual(["inventory-item"]);
  });

  it("works without the scope to read fulfilment orders", async () => {
    shop = await openLedgerShop(admin, []);
    const order = await shop.buy([2, 3]);
    fulfilOrder(emulator(), shop.shop, order, [{ lineItemId: order.lines[1]!.id, quantity: 2 }]);
    await shop.heardOf(order);
    await shop.stock(-1);
    expect(await unitsOf(order)).toEqual([
      { ...none, ordered: 2, waiting: 1, allocated: 1 },
      { ...none, ordered: 3, allocated: 1, shipped: 2 },
    ]);
    await shop.expectBalance();
  });
});
