import type { InventoryItemGid, LocationGid, VariantGid } from "../ids.ts";

export interface LedgerLine {
  lineId: string;
  variantId: VariantGid | null;
  inventoryItemId: InventoryItemGid | null;
  title: string;
  /** As ordered, less what was removed since. */
  quantityUnits: number;
  unfulfilledUnits: number;
  /** Visible and hidden properties of the cart line. */
  properties: { key: string; value: string }[];
}

/** What the ledger keeps of an order: no customer, no address, no money. */
export interface LedgerOrder {
  orderId: string;
  name: string;
  /** Where it was sold over the counter; null for every other order. */
  locationId: LocationGid | null;
  source: "web" | "pos" | "draft" | "other";
  /** Shopify's own word for the source. */
  channel: string | null;
  isTest: boolean;
  isPaid: boolean;
  /** ISO instants. */
  placedAt: string;
  cancelledAt: string | null;
  updatedAt: string;
  lines: LedgerLine[];
}

export interface OrdersPort {
  /** Those that are gone are left out. */
  readOrders(orderIds: readonly string[]): Promise<LedgerOrder[]>;
  /** Streams a finished order bulk; orders come whole. `endByte`: where to go on after a crash. */
  readOrderResult(url: string, fromByte: number): AsyncIterable<{ orders: LedgerOrder[]; endByte: number }>;
  /** Ids of the orders that changed since, in pages. */
  readChangedOrders(since: Date): AsyncIterable<string[]>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends OrdersPort {}
}
