import type { Metafield } from "./state.ts";

/** Orders and what hangs on them, as Shopify keeps them. Same conventions as state.ts. */
export type Attribute = { key: string; value: string };

export type LineItem = {
  id: number;
  variantId: number | null;
  productId: number | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string;
  /** As ordered. */
  quantity: number;
  /** Ordered less what was removed by an edit, a refund or a cancellation. */
  currentQuantity: number;
  /** Of the current quantity, what has been fulfilled. */
  fulfilledQuantity: number;
  /** Units that a refund gave money back for. */
  refundedQuantity: number;
  unitPriceMinor: number;
  /** Its share of a discount on the whole order, for all units as ordered. */
  discountMinor?: number;
  requiresShipping: boolean;
  isGiftCard: boolean;
  customAttributes: Attribute[];
};

type FinancialStatus = "PENDING" | "AUTHORIZED" | "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED" | "VOIDED";

export type OrderSource = "web" | "pos" | "draft";

export type Order = {
  id: number;
  name: string;
  number: number;
  source: OrderSource;
  email: string | null;
  customerId: number | null;
  locale: string;
  tags: string[];
  note: string | null;
  isTest: boolean;
  financialStatus: FinancialStatus;
  /** To be paid later, as agreed: net 30 and the like. */
  hasPaymentTerms?: boolean;
  customAttributes: Attribute[];
  /** As charged; 0 or missing: free. */
  shippingMinor?: number;
  refundedShippingMinor?: number;
  /** Where it ships to; missing: a place in the shop's own country. */
  countryCode?: string;
  lines: LineItem[];
  fulfillmentOrderIds: number[];
  /** Units whose fulfilment order is not made yet: Shopify routes an order a moment after it was placed. */
  unrouted: { lineItemId: number; inventoryItemId: number | null; locationId: number; quantity: number }[];
  fulfillmentIds: number[];
  refundIds: number[];
  /** The location of a sale over the counter. */
  retailLocationId: number | null;
  isEdited: boolean;
  createdAt: number;
  processedAt: number;
  updatedAt: number;
  paidAt: number | null;
  cancelledAt: number | null;
  cancelReason: string | null;
  closedAt: number | null;
  metafields: Metafield[];
};

export type FulfillmentOrderLine = {
  id: number;
  lineItemId: number;
  inventoryItemId: number | null;
  totalQuantity: number;
  /** What is still to be fulfilled. */
  remainingQuantity: number;
};

export type FulfillmentHold = {
  id: number;
  reason: string;
  reasonNotes: string | null;
  handle: string | null;
  /** True when the app under test placed it; a person's hold is not its to release. */
  heldByApp: boolean;
};

type FulfillmentOrderStatus = "OPEN" | "IN_PROGRESS" | "CANCELLED" | "INCOMPLETE" | "CLOSED" | "SCHEDULED" | "ON_HOLD";

export type FulfillmentOrder = {
  id: number;
  orderId: number;
  locationId: number;
  status: FulfillmentOrderStatus;
  lines: FulfillmentOrderLine[];
  holds: FulfillmentHold[];
  createdAt: number;
  updatedAt: number;
};

export type Fulfillment = {
  id: number;
  orderId: number;
  locationId: number;
  lines: { lineItemId: number; quantity: number }[];
  createdAt: number;
};

export type RefundLine = { lineItemId: number; quantity: number; restockType: string; locationId: number | null };

export type Refund = {
  id: number;
  orderId: number;
  note: string | null;
  lines: RefundLine[];
  /** Of the total, for shipping. */
  shippingMinor?: number;
  /** Money given back: the sum of the refund's transactions. */
  totalMinor: number;
  createdAt: number;
};
