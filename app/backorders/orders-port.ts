import type { InventoryItemGid, LocationGid, VariantGid } from "../ids.ts";
import type { ChangedPage } from "../shops/catalogue-port.ts";

export interface LedgerLine {
  lineId: string;
  variantId: VariantGid | null;
  inventoryItemId: InventoryItemGid | null;
  title: string;
  /** As ordered. */
  orderedUnits: number;
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
  /** Shopify's own word: PAID, PENDING, … */
  financialStatus: string;
  hasPaymentTerms: boolean;
  tags: string[];
  customerTags: string[];
  locale: string;
  /** ISO instants. */
  placedAt: string;
  cancelledAt: string | null;
  updatedAt: string;
  lines: LedgerLine[];
  /** Where the units lie, a row each fulfilment order's line; null where fulfilment orders can't be read. */
  units: PlacedLine[] | null;
}

export interface PlacedLine {
  lineId: string;
  locationId: LocationGid | null;
  remainingUnits: number;
  fulfilledUnits: number;
  /** Under a hold of ours. */
  isHeld: boolean;
}

/** What optional scopes let us read of an order besides. */
export interface OrderReach {
  units: boolean;
  paymentTerms: boolean;
  customerTags: boolean;
}

export interface OrdersPort {
  /** Those that are gone are left out. */
  readOrders(orderIds: readonly string[], reach: OrderReach): Promise<LedgerOrder[]>;
  /** Streams a finished order bulk; orders come whole. `endByte`: where to go on after a crash. */
  readOrderResult(url: string, fromByte: number): AsyncIterable<{ orders: LedgerOrder[]; endByte: number }>;
  /** The orders that changed since, in pages, from where `after` says; ISO instants. */
  readChangedOrders(since: Date, after: string | null): AsyncIterable<ChangedPage<{ id: string; updatedAt: string }>>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends OrdersPort {}
}
