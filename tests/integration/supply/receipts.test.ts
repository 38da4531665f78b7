import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadShopFrame, withSupply } from "../../../app/availability/load-shop-frame.server.ts";
import { reconcileShop } from "../../../app/availability/reconcile-shop.server.ts";
import { outsideShops, withShop } from "../../../app/db.server.ts";
import { ShopifyUnreachable } from "../../../app/errors.ts";
import { gid, type VariantGid } from "../../../app/ids.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { handlers } from "../../../app/jobs/handlers.server.ts";
import type { Ports, ShopAdmin } from "../../../app/ports.ts";
import { bookReceipts, retryBookings } from "../../../app/supply/purchase-orders/book-receipts.server.ts";
import { loadPurchaseOrder } from "../../../app/supply/purchase-orders/load-purchase-order.server.ts";
import { movePurchaseOrder } from "../../../app/supply/purchase-orders/move-purchase-order.server.ts";
import { recordReceipts } from "../../../app/supply/purchase-orders/record-receipts.server.ts";
import { createPurchaseOrder } from "../../../app/supply/purchase-orders/save-purchase-order.server.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { type OpenShop, openShop } from "../support/open-shop.ts";
import { startEmulatorForApp } from "../support/start-shop.ts";

let running: RunningEmulator;
let shop: OpenShop;
let lamp: VariantGid;
let vase: VariantGid;

beforeAll(async () => {
  running = await startEmulatorForApp();
  running.emulator.sendWebhook = () => undefined;
  shop = await openShop(running, "receipts");
  const product = shop.addProduct("lamp", [{ available: [0] }, { available: [3], tracked: false }]);
  [lamp, vase] = product.variantIds as [VariantGid, VariantGid];
  await shop.hint("product", product.productId);
  await shop.settle();
  const at = new Date();
  await withShop(shop.domain, (db) =>
    db.supplier.create({
      data: { shop: shop.domain, id: "mill", name: "Mill", currency: "EUR", leadDays: 7, createdAt: at, updatedAt: at },
    }),
  );
});
beforeEach(async () => {
  await withShop(shop.domain, async (db) => {
    await db.receipt.deleteMany();
    await db.expectedRise.deleteMany();
    await db.purchaseOrder.deleteMany();
  });
  shop.moveStock(lamp, 0);
  grant(["write_inventory"]);
  await shop.queue.run(shop.ports, handlers);
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

/** What Shopify has granted beside the scopes of every installation. */
function grant(optional: string[]): void {
  const { installation } = shop.shop;
  if (installation === null) throw new Error("The app is installed.");
  installation.scopes = [...running.emulator.app.scopes, ...optional];
  for (const token of installation.tokens) token.scopes = installation.scopes;
}

/** A placed order of ten lamps and, beside them, of what Shopify does not track. */
async function placed() {
  const id = randomUUID();
  const locationId = gid("Location", [...shop.shop.locations.values()][0]!.id);
  const form = {
    supplierId: "mill",
    locationId,
    lines: [
      { variantId: lamp, units: "10" },
      { variantId: vase, units: "5" },
    ],
  };
  await createPurchaseOrder(shop.ports, shop.domain, id, { form, acceptsPastDays: false });
  const move = { move: "order", version: 1, orderedOn: null, acceptsPastDays: false } as const;
  expect(await movePurchaseOrder(shop.ports, shop.domain, id, move)).toMatchObject({ ok: true });
  const order = await read(id);
  return { id, lineId: order.lines[0]!.id, vaseId: order.lines[1]!.id, today: order.today, version: order.version };
}
type Placed = Awaited<ReturnType<typeof placed>>;

async function read(id: string) {
  const order = await loadPurchaseOrder(shop.ports, shop.domain, id);
  if (order === null) throw new Error("The order is there.");
  return order;
}
const receive = (
  { id, lineId, today, version }: Placed,
  units: number | string,
  given: { key?: string; version?: number | null; isBooked?: boolean; receivedOn?: string } = {},
) =>
  recordReceipts(shop.ports, shop.domain, id, {
    key: given.key ?? randomUUID(),
    version: given.version === undefined ? version : given.version,
    form: { receivedOn: given.receivedOn ?? today, units: { [lineId]: String(units) } },
    isBooked: given.isBooked ?? false,
  });
const bookings = async (id: string) =>
  (await read(id)).receipts.map(({ units, booking, bookingError }) => [units, booking, bookingError]);

describe("a receipt", () => {
  it("sent twice, at once or later, is one", async () => {
    const order = await placed();
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => receive(order, 4, { key })));
    expect(answers.filter((answer) => answer.ok && !answer.isReplay)).toHaveLength(1);
    expect(answers.every((answer) => answer.ok && answer.units === 4)).toBe(true);
    expect(await receive(order, 9, { key })).toMatchObject({ ok: true, isReplay: true, units: 4 });
    expect(await read(order.id)).toMatchObject({
      status: "partly-received",
      lines: [{ receivedUnits: 4, openUnits: 6 }, {}],
      receipts: [{ units: 4 }],
    });
  });

  it("sent again after the order was cancelled is still the one that stood", async () => {
    const order = await placed();
    const key = randomUUID();
    await receive(order, 4, { key });
    const cancel = { move: "cancel", version: order.version + 1, orderedOn: null, acceptsPastDays: false } as const;
    expect(await movePurchaseOrder(shop.ports, shop.domain, order.id, cancel)).toMatchObject({ ok: true });
    expect(await receive(order, 4, { key })).toMatchObject({ ok: true, isReplay: true });
    expect(await receive(order, 4, { version: null })).toEqual({ ok: false, reason: "cancelled" });
  });

  it("of a second person at the same line waits until they have seen the first, then both stand", async () => {
    const order = await placed();
    const answers = await Promise.all([receive(order, 6), receive(order, 6)]);
    const [second] = answers.filter((answer) => !answer.ok);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(second).toEqual({ ok: false, reason: "changed-meanwhile", version: order.version + 1 });
    expect((await read(order.id)).lines[0]).toMatchObject({ receivedUnits: 6, openUnits: 4 });
    expect(await receive(order, 4, { version: order.version + 1 })).toMatchObject({ ok: true, over: [] });
    expect((await read(order.id)).lines[0]).toMatchObject({ receivedUnits: 10, openUnits: 0 });
  });

  it("of many people at once, none lost and none doubled", async () => {
    const order = await placed();
    await Promise.all([1, 2, 3, 4, 5].map((units) => receive(order, units, { version: null })));
    const { lines, receipts } = await read(order.id);
    expect(lines[0]).toMatchObject({ receivedUnits: 15, orderedUnits: 10 });
    expect(receipts.map(({ units }) => units).toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  it("of two orders that hold the same items the other way round is recorded beside the other", async () => {
    const [one, other] = [await placed(), await placed()];
    await withShop(shop.domain, async (db) => {
      const where = (id: string) => ({ shop_id: { shop: shop.domain, id } });
      await db.purchaseOrderLine.update({ where: where(other.lineId), data: { position: 1 } });
      await db.purchaseOrderLine.update({ where: where(other.vaseId), data: { position: 0 } });
    });
    const both = ({ id, lineId, vaseId, today }: Placed, isTurned: boolean) => {
      const entries = [lineId, vaseId].map((line): [string, string] => [line, "1"]);
      const units = Object.fromEntries(isTurned ? entries.toReversed() : entries);
      const form = { receivedOn: today, units };
      return recordReceipts(shop.ports, shop.domain, id, { key: randomUUID(), version: null, form, isBooked: false });
    };
    const answers = await Promise.all([1, 2, 3].flatMap(() => [both(one, false), both(other, true)]));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect((await read(other.id)).lines.map(({ receivedUnits }) => receivedUnits)).toEqual([3, 3]);
  });

  it("written down out of order stands with its own day", async () => {
    const order = await placed();
    await withShop(shop.domain, (db) => db.purchaseOrder.updateMany({ data: { orderedOn: "2026-01-01" } }));
    await receive(order, 3);
    expect(await receive(order, 2, { version: null, receivedOn: "2026-01-05" })).toMatchObject({ ok: true });
    expect((await read(order.id)).receipts.map(({ receivedOn }) => receivedOn)).toEqual(
      expect.arrayContaining([order.today, "2026-01-05"]),
    );
    expect(await receive(order, 2, { version: null, receivedOn: "2025-12-31" })).toMatchObject({
      errors: { receivedOn: "before-order" },
    });
  });

  it("of more than was ordered is taken as it came, and said", async () => {
    const order = await placed();
    expect(await receive(order, 12)).toMatchObject({ ok: true, units: 12, over: [{ overUnits: 2 }] });
    expect((await read(order.id)).lines[0]).toMatchObject({ receivedUnits: 12, openUnits: 0 });
  });

  it("taken back leaves what came before, down to nothing", async () => {
    const order = await placed();
    await receive(order, 10);
    const again = { ...order, version: order.version + 1 };
    expect(await receive(again, -3)).toMatchObject({ ok: true });
    expect(await receive(again, -8, { version: null })).toMatchObject({
      ok: false,
      errors: { [`units.${order.lineId}`]: "below-zero" },
    });
    expect((await read(order.id)).lines[0]).toMatchObject({ receivedUnits: 7, openUnits: 3 });
  });

  it("of a draft, or of what the order does not hold, is refused whole", async () => {
    const order = await placed();
    await withShop(shop.domain, (db) => db.purchaseOrder.updateMany({ data: { status: "draft" } }));
    expect(await receive(order, 1)).toEqual({ ok: false, reason: "not-ordered" });
    await withShop(shop.domain, (db) => db.purchaseOrder.updateMany({ data: { status: "ordered" } }));
    const form = { receivedOn: order.today, units: { [order.lineId]: "1", other: "2" } };
    const input = { key: randomUUID(), version: null, form, isBooked: false };
    expect(await recordReceipts(shop.ports, shop.domain, order.id, input)).toMatchObject({
      errors: { "units.other": "unknown-line" },
    });
    expect((await read(order.id)).receipts).toEqual([]);
  });

  it("decides its variant again, and no other", async () => {
    const order = await placed();
    await outsideShops().dirtyItem.deleteMany();
    await receive(order, 3);
    const marked = await outsideShops().dirtyItem.findMany({ where: { shop: shop.domain }, select: { item: true } });
    expect(marked).toEqual([{ item: lamp }]);
  });

  it("answers what was assumed to have come: the same units do not count twice", async () => {
    const order = await placed();
    const { inventoryItemId, locationId } = await withShop(shop.domain, async (db) => ({
      ...(await db.purchaseOrderLine.findFirstOrThrow({ where: { id: order.lineId } })),
      ...(await db.purchaseOrder.findFirstOrThrow()),
    }));
    const assumed = { shop: shop.domain, inventoryItemId, locationId, lineId: `po:${order.lineId}`, units: 4 };
    await withShop(shop.domain, (db) => db.assumedReceipt.create({ data: { ...assumed, seenAt: new Date() } }));
    await receive(order, 4);
    expect(
      await withShop(shop.domain, (db) => db.assumedReceipt.count({ where: { shop: shop.domain, answer: "open" } })),
    ).toBe(0);
  });
});

describe("booking into Shopify's stock", () => {
  it("adds what came once, and leaves alone what Shopify does not track", async () => {
    const order = await placed();
    const form = { receivedOn: order.today, units: { [order.lineId]: "4", [order.vaseId]: "5" } };
    const input = { key: randomUUID(), version: order.version, form, isBooked: true };
    expect(await recordReceipts(shop.ports, shop.domain, order.id, input)).toMatchObject({ ok: true });
    expect(shop.queue.waiting.map(({ name }) => name)).toContain("book-receipts");
    await shop.queue.run(shop.ports, handlers);
    await bookReceipts(shop.ports, shop.domain);
    expect(shop.stockOf(lamp)).toBe(4);
    expect((await bookings(order.id)).toSorted()).toEqual([
      [4, "booked", null],
      [5, "recorded", null],
    ]);
  });

  it("leaves the units on their way until they are in stock: due today, never nowhere and never in both", async () => {
    const order = await placed();
    const itemId = gid("InventoryItem", shop.shop.variants.get(Number(lamp.split("/").at(-1)))!.inventoryItemId);
    const read = async () => {
      await shop.hint("inventory-item", itemId);
      await reconcileShop(shop.ports, shop.domain);
    };
    await read();
    const supply = () =>
      withShop(shop.domain, async (db) => {
        const frame = await loadShopFrame(db, shop.domain, Date.now());
        const { supply } = await withSupply(db, frame!, [{ variantId: lamp, inventoryItemId: itemId }]);
        const lines = supply.inboundOf(itemId, { caution: null, handlingDays: 0 });
        return lines.map(({ units, expectedOn }) => [units, expectedOn]);
      });
    const known = async () =>
      (await withShop(shop.domain, (db) => db.inventoryLevel.findFirstOrThrow({ where: { inventoryItemId: itemId } })))
        .available;
    const due = (await supply())[0]?.[1];
    await receive(order, 4, { isBooked: true });
    expect([await known(), await supply()]).toEqual([
      0,
      [
        [4, order.today],
        [6, due],
      ],
    ]);
    // All of it has come: the order is over, and its units still are to be booked.
    await receive(order, 6, { isBooked: true, version: null });
    expect([await known(), await supply()]).toEqual([0, [[10, order.today]]]);
    await receive(order, -1, { isBooked: true, version: null });
    expect([await known(), await supply()]).toEqual([
      0,
      [
        [9, order.today],
        [1, due],
      ],
    ]);

    await expect(bookReceipts(dyingAfterTheCall(shop.ports), shop.domain)).rejects.toThrow("killed");
    await read();
    expect([await known(), await supply()]).toEqual([
      4,
      [
        [5, order.today],
        [1, due],
      ],
    ]);
    await bookReceipts(shop.ports, shop.domain);
    expect(await supply()).toEqual([[1, due]]);
  });

  it("that is recorded only touches no stock", async () => {
    await receive(await placed(), 4);
    await shop.queue.run(shop.ports, handlers);
    expect(shop.stockOf(lamp)).toBe(0);
  });

  it("adds the units once when the worker dies between Shopify's answer and our record", async () => {
    const order = await placed();
    await receive(order, 4, { isBooked: true });
    await expect(bookReceipts(dyingAfterTheCall(shop.ports), shop.domain)).rejects.toThrow("killed");
    expect(shop.stockOf(lamp)).toBe(4);
    expect(await bookings(order.id)).toEqual([[4, "to-book", null]]);
    await bookReceipts(shop.ports, shop.domain);
    expect(shop.stockOf(lamp)).toBe(4);
    expect(await bookings(order.id)).toEqual([[4, "booked", null]]);
  });

  it("adds the units once when two workers are at it", async () => {
    const order = await placed();
    await receive(order, 4, { isBooked: true });
    await Promise.all([bookReceipts(shop.ports, shop.domain), bookReceipts(shop.ports, shop.domain)]);
    expect(shop.stockOf(lamp)).toBe(4);
    expect(await bookings(order.id)).toEqual([[4, "booked", null]]);
  });

  it("takes a mistake out of stock again", async () => {
    const order = await placed();
    await receive(order, 4, { isBooked: true });
    await receive(order, -1, { isBooked: true, version: null });
    await bookReceipts(shop.ports, shop.domain);
    expect(shop.stockOf(lamp)).toBe(3);
  });

  it("without the scope is refused and named; granted, it is booked when tried again", async () => {
    grant([]);
    const order = await placed();
    await receive(order, 4, { isBooked: true });
    await bookReceipts(shop.ports, shop.domain);
    expect(await bookings(order.id)).toEqual([[4, "refused", "no-scope"]]);
    expect((await read(order.id)).lines[0]).toMatchObject({ receivedUnits: 4 });
    grant(["write_inventory"]);
    expect(await retryBookings(shop.ports, shop.domain, order.id)).toBe(true);
    await shop.queue.run(shop.ports, handlers);
    expect(shop.stockOf(lamp)).toBe(4);
    expect(await bookings(order.id)).toEqual([[4, "booked", null]]);
    expect(await retryBookings(shop.ports, shop.domain, order.id)).toBe(false);
  });

  it("is refused where Shopify does not stock the item, and holds no other receipt up", async () => {
    const order = await placed();
    await withShop(shop.domain, (db) =>
      db.purchaseOrder.updateMany({ where: { id: order.id }, data: { locationId: "gid://shopify/Location/999" } }),
    );
    const other = await placed();
    await receive(order, 4, { isBooked: true });
    await receive(other, 2, { isBooked: true });
    await bookReceipts(shop.ports, shop.domain);
    expect(await bookings(order.id)).toEqual([[4, "refused", "not-stocked"]]);
    expect(await bookings(other.id)).toEqual([[2, "booked", null]]);
  });

  it("is not sent again under a key that Shopify may have forgotten", async () => {
    const order = await placed();
    await receive(order, 4, { isBooked: true });
    await expect(bookReceipts(dyingAfterTheCall(shop.ports), shop.domain)).rejects.toThrow("killed");
    const clock = { ...shop.ports.clock, wallNow: () => Date.now() + 21 * 3_600_000 };
    await bookReceipts({ ...shop.ports, clock }, shop.domain);
    expect(await bookings(order.id)).toEqual([[4, "refused", "too-late"]]);
    expect(shop.stockOf(lamp)).toBe(4);
  });
});

/** Shopify has booked, and nothing of ours has heard of it. */
function dyingAfterTheCall(ports: Ports): Ports {
  return {
    ...ports,
    shopify: (domain): ShopAdmin => {
      const admin = ports.shopify(domain);
      return {
        ...admin,
        bookStock: async (booking) => {
          await admin.bookStock(booking);
          throw new ShopifyUnreachable("killed");
        },
      };
    },
  };
}
