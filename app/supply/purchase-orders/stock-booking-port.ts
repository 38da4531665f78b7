import type { InventoryItemGid, LocationGid } from "../../ids.ts";

export interface StockBooking {
  /** The same key adds the same units once, however often it is asked. */
  key: string;
  inventoryItemId: InventoryItemGid;
  locationId: LocationGid;
  /** Added to `available`; below 0: taken out. */
  units: number;
  /** For Shopify's inventory history. */
  receiptId: string;
}

/** `no-scope`: write_inventory is not granted. `not-stocked`: Shopify does not stock the item at that location. */
export type BookingRefusal = "no-scope" | "not-stocked" | "no-item" | "refused";

export type BookingResult = { ok: true } | { ok: false; reason: BookingRefusal };

export interface StockBookingPort {
  /** @throws InfrastructureError where it is not known whether the units were booked: the same key is tried again. */
  bookStock(booking: StockBooking): Promise<BookingResult>;
}

declare module "../../ports.ts" {
  interface ShopAdmin extends StockBookingPort {}
}
