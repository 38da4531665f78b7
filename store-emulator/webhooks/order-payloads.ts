import { gid } from "../ids.ts";
import { decimal, webhookInstant } from "../instants.ts";
import type { Fulfillment, LineItem, Order, Refund } from "../order-state.ts";
import { displayFulfillmentStatus, orderTotalMinor } from "../order-figures.ts";
import type { Shop } from "../state.ts";

type Payload = Record<string, unknown>;

const linePayload = (line: LineItem): Payload => ({
  id: line.id,
  admin_graphql_api_id: gid("LineItem", line.id),
  variant_id: line.variantId,
  product_id: line.productId,
  title: line.title,
  variant_title: line.variantTitle,
  name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
  sku: line.sku,
  vendor: line.vendor,
  quantity: line.quantity,
  current_quantity: line.currentQuantity,
  fulfillable_quantity: line.currentQuantity - line.fulfilledQuantity,
  fulfillment_status:
    line.fulfilledQuantity === 0 ? null : line.fulfilledQuantity < line.currentQuantity ? "partial" : "fulfilled",
  price: decimal(line.unitPriceMinor),
  requires_shipping: line.requiresShipping,
  gift_card: line.isGiftCard,
  properties: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
});

export function orderPayload(shop: Shop, order: Order): Payload {
  const at = (instant: number | null) => (instant === null ? null : webhookInstant(instant, shop.timeZone));
  const status = displayFulfillmentStatus(order);
  return {
    id: order.id,
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    order_number: order.number,
    email: order.email,
    contact_email: order.email,
    currency: shop.currencyCode,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: status === "UNFULFILLED" ? null : status === "FULFILLED" ? "fulfilled" : "partial",
    source_name: order.source === "draft" ? "shopify_draft_order" : order.source,
    tags: order.tags.join(", "),
    note: order.note,
    test: order.isTest,
    total_price: decimal(orderTotalMinor(order)),
    customer_locale: order.locale,
    created_at: at(order.createdAt),
    processed_at: at(order.processedAt),
    updated_at: at(order.updatedAt),
    cancelled_at: at(order.cancelledAt),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: at(order.closedAt),
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    line_items: order.lines.map(linePayload),
    location_id: order.retailLocationId,
  };
}

export type EditDelta = { lineItemId: number; delta: number };

export const orderEditPayload = (shop: Shop, order: Order, editId: number, edits: EditDelta[]): Payload => ({
  order_edit: {
    id: editId,
    order_id: order.id,
    created_at: webhookInstant(order.updatedAt, shop.timeZone),
    notify_customer: false,
    staff_note: "",
    line_items: {
      additions: edits.filter((edit) => edit.delta > 0).map((edit) => ({ id: edit.lineItemId, delta: edit.delta })),
      removals: edits.filter((edit) => edit.delta < 0).map((edit) => ({ id: edit.lineItemId, delta: -edit.delta })),
    },
  },
});

export const refundPayload = (shop: Shop, refund: Refund): Payload => ({
  id: refund.id,
  admin_graphql_api_id: gid("Refund", refund.id),
  order_id: refund.orderId,
  note: refund.note,
  created_at: webhookInstant(refund.createdAt, shop.timeZone),
  processed_at: webhookInstant(refund.createdAt, shop.timeZone),
  refund_line_items: refund.lines.map((line) => ({
    line_item_id: line.lineItemId,
    quantity: line.quantity,
    restock_type: line.restockType.toLowerCase(),
    location_id: line.locationId,
  })),
});

export const fulfillmentPayload = (shop: Shop, fulfillment: Fulfillment): Payload => ({
  id: fulfillment.id,
  admin_graphql_api_id: gid("Fulfillment", fulfillment.id),
  order_id: fulfillment.orderId,
  status: "success",
  location_id: fulfillment.locationId,
  created_at: webhookInstant(fulfillment.createdAt, shop.timeZone),
  updated_at: webhookInstant(fulfillment.createdAt, shop.timeZone),
  line_items: fulfillment.lines.map((line) => ({ id: line.lineItemId, quantity: line.quantity })),
});
