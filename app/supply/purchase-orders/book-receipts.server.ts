import { withShop } from "../../db.server.ts";
import type { InventoryItemGid, LocationGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import type { BookingRefusal, StockBooking } from "./stock-booking-port.ts";

/** `too-late`: the key is older than Shopify is sure to know it, so nobody can say whether the units were booked. */
export type BookingError = BookingRefusal | "too-late";

/** Shopify keeps keys for a day or more; past this ours counts as forgotten. */
const longestKeyMs = 20 * 3_600_000;

/**
 * Adds what was received to Shopify's available stock, the oldest first, each receipt under a key that is stored before
 * Shopify is asked: whatever dies between the call and our record, the same key is sent again and the units come once.
 * @throws InfrastructureError when Shopify gives no answer: the job is tried again.
 */
export async function bookReceipts(ports: Ports, shop: ShopDomain): Promise<void> {
  for (let next = await takeNext(ports, shop); next !== null; next = await takeNext(ports, shop)) {
    if (ports.clock.wallNow() - next.keyAt.getTime() > longestKeyMs) {
      await settle(ports, shop, next, "too-late");
      continue;
    }
    const result = await ports.shopify(shop).bookStock(next);
    await settle(ports, shop, next, result.ok ? null : result.reason);
  }
}

/** Tries refused bookings of an order once more, under new keys. False: there are none. */
export function retryBookings(ports: Ports, shop: ShopDomain, purchaseOrderId: string): Promise<boolean> {
  return withShop(shop, async (db) => {
    const { count } = await db.receipt.updateMany({
      where: { shop, purchaseOrderId, booking: "refused" },
      data: { booking: "to-book", bookingKey: null, bookingKeyAt: null, bookingError: null },
    });
    if (count > 0) await ports.queue.enqueue(db, "book-receipts", { shop });
    return count > 0;
  });
}

type Taken = StockBooking & { keyAt: Date; lineId: string; name: string };

function takeNext(ports: Ports, shop: ShopDomain): Promise<Taken | null> {
  return withShop(shop, async (db) => {
    const receipt = await db.receipt.findFirst({
      where: { shop, booking: "to-book" },
      orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
    });
    if (receipt === null) return null;
    const line = await db.purchaseOrderLine.findUniqueOrThrow({
      where: { shop_id: { shop, id: receipt.lineId } },
      include: { purchaseOrder: { select: { locationId: true, number: true } } },
    });
    // In one statement, so that of two workers at one receipt the second waits and takes the key of the first.
    const [keyed] = await db.$queryRaw<{ key: string; keyAt: Date }[]>`
      UPDATE "Receipt" SET "bookingKey" = coalesce("bookingKey", ${crypto.randomUUID()}),
        "bookingKeyAt" = coalesce("bookingKeyAt", ${new Date(ports.clock.wallNow())})
      WHERE shop = ${shop} AND id = ${receipt.id} RETURNING "bookingKey" AS key, "bookingKeyAt" AS "keyAt"`;
    if (keyed === undefined) return null;
    return {
      ...keyed,
      receiptId: receipt.id,
      units: receipt.units,
      lineId: receipt.lineId,
      name: line.purchaseOrder.number,
      // Justified casts: the columns hold Shopify's ids.
      inventoryItemId: line.inventoryItemId as InventoryItemGid,
      locationId: line.purchaseOrder.locationId as LocationGid,
    };
  });
}

/** The key is compared: of two workers at one receipt the later one changes nothing. */
async function settle(ports: Ports, shop: ShopDomain, taken: Taken, error: BookingError | null): Promise<void> {
  await withShop(shop, async (db) => {
    const { count } = await db.receipt.updateMany({
      where: { shop, id: taken.receiptId, booking: "to-book", bookingKey: taken.key },
      data: { booking: error === null ? "booked" : "refused", bookingError: error },
    });
    if (count === 0) return;
    const { inventoryItemId, lineId, name, units } = taken;
    await supplyChanged(ports, db, shop, [inventoryItemId], { code: "received", lineId: `po:${lineId}`, name, units });
  });
}
