import type { LineItem, Order } from "./order-state.ts";

export const unfulfilledQuantity = (line: LineItem): number => line.currentQuantity - line.fulfilledQuantity;

export const refundableQuantity = (line: LineItem): number => line.quantity - line.refundedQuantity;

/** What so many units of a line cost after its share of the order's discount. */
function discountedMinor(line: LineItem, units: number): number {
  const discount = line.quantity === 0 ? 0 : Math.round(((line.discountMinor ?? 0) * units) / line.quantity);
  return units * line.unitPriceMinor - discount;
}

/** What was paid for the next units of a line that a refund takes: all refunds of it add up to what it cost. */
export const refundMinorOf = (line: LineItem, units: number): number =>
  discountedMinor(line, line.refundedQuantity + units) - discountedMinor(line, line.refundedQuantity);

export const subtotalMinor = (order: Order): number =>
  order.lines.reduce((sum, line) => sum + discountedMinor(line, line.quantity), 0);

export const orderTotalMinor = (order: Order): number => subtotalMinor(order) + (order.shippingMinor ?? 0);

export const currentSubtotalMinor = (order: Order): number =>
  order.lines.reduce((sum, line) => {
    // What was taken out went at the price of the first units, whose rounding the rest bears.
    const removed = line.quantity - line.currentQuantity;
    return sum + discountedMinor(line, line.quantity) - discountedMinor(line, removed);
  }, 0);

export const currentTotalMinor = (order: Order): number =>
  currentSubtotalMinor(order) + (order.shippingMinor ?? 0) - (order.refundedShippingMinor ?? 0);

/** Shares out a discount on the whole order by what its lines cost, as Shopify allocates it; the last line takes what is left. */
export function shareDiscount(lines: readonly LineItem[], discountMinor: number): void {
  const whole = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  let left = Math.min(discountMinor, whole);
  const last = lines.findLast((line) => line.unitPriceMinor > 0);
  for (const line of lines) {
    const share = whole === 0 ? 0 : Math.floor((discountMinor * line.quantity * line.unitPriceMinor) / whole);
    line.discountMinor = line === last ? left : Math.min(share, left);
    left -= line.discountMinor;
  }
}

/** Shopify's words for the whole order; an order with nothing left to send counts as fulfilled. */
export function displayFulfillmentStatus(order: Order): "UNFULFILLED" | "PARTIALLY_FULFILLED" | "FULFILLED" {
  const fulfilled = order.lines.reduce((sum, line) => sum + line.fulfilledQuantity, 0);
  const waiting = order.lines.reduce((sum, line) => sum + unfulfilledQuantity(line), 0);
  if (fulfilled > 0) return waiting > 0 ? "PARTIALLY_FULFILLED" : "FULFILLED";
  return "UNFULFILLED";
}
