import type { LineItem, Order } from "./order-state.ts";

export const unfulfilledQuantity = (line: LineItem): number => line.currentQuantity - line.fulfilledQuantity;

export const refundableQuantity = (line: LineItem): number => line.quantity - line.refundedQuantity;

export const orderTotalMinor = (order: Order): number =>
  order.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);

export const currentTotalMinor = (order: Order): number =>
  order.lines.reduce((sum, line) => sum + line.currentQuantity * line.unitPriceMinor, 0);

/** Shopify's words for the whole order; an order with nothing left to send counts as fulfilled. */
export function displayFulfillmentStatus(order: Order): "UNFULFILLED" | "PARTIALLY_FULFILLED" | "FULFILLED" {
  const fulfilled = order.lines.reduce((sum, line) => sum + line.fulfilledQuantity, 0);
  const waiting = order.lines.reduce((sum, line) => sum + unfulfilledQuantity(line), 0);
  if (fulfilled > 0) return waiting > 0 ? "PARTIALLY_FULFILLED" : "FULFILLED";
  return "UNFULFILLED";
}
