import { randomUUID } from "node:crypto";
import type { Emulator } from "./emulator.ts";
import { orderTotalMinor, unfulfilledQuantity } from "./order-figures.ts";
import type { Order, Refund } from "./order-state.ts";
import { removeUnits } from "./remove-units.ts";
import type { Shop } from "./state.ts";
import { orderPayload, refundPayload } from "./webhooks/order-payloads.ts";

export type CancelOptions = { reason?: string; restock?: boolean; refund?: boolean };

/** Cancels a whole order, for good; Shopify refuses one that was cancelled or sent, even in part. */
export function cancelOrder(
  emulator: Emulator,
  shop: Shop,
  order: Order,
  options: CancelOptions = {},
): { ok: true } | { ok: false; reason: string } {
  if (order.cancelledAt !== null) return { ok: false, reason: "Order has already been cancelled" };
  if (order.lines.some((line) => line.fulfilledQuantity > 0))
    return { ok: false, reason: "Cannot cancel an order that has been fulfilled" };
  const eventId = randomUUID();
  const now = emulator.clock.now();
  const removed = order.lines.map((line) => ({ line, quantity: unfulfilledQuantity(line) }));
  for (const { line, quantity } of removed)
    removeUnits(emulator, shop, order, line, quantity, options.restock ?? true, eventId);
  order.cancelledAt = now;
  order.updatedAt = now;
  order.cancelReason = options.reason ?? "OTHER";
  if (order.paidAt !== null && (options.refund ?? true)) {
    const refund: Refund = {
      id: emulator.nextId(),
      orderId: order.id,
      note: null,
      lines: removed.map(({ line, quantity }) => ({
        lineItemId: line.id,
        quantity,
        restockType: (options.restock ?? true) ? "CANCEL" : "NO_RESTOCK",
        locationId: null,
      })),
      // All that was paid and not given back yet, with what shipping cost.
      shippingMinor: (order.shippingMinor ?? 0) - (order.refundedShippingMinor ?? 0),
      totalMinor: order.refundIds.reduce(
        (sum, id) => sum - (shop.refunds.get(id)?.totalMinor ?? 0),
        orderTotalMinor(order),
      ),
      createdAt: now,
    };
    for (const { line, quantity } of removed) line.refundedQuantity += quantity;
    shop.refunds.set(refund.id, refund);
    order.refundIds.push(refund.id);
    order.refundedShippingMinor = order.shippingMinor ?? 0;
    order.financialStatus = "REFUNDED";
    emulator.sendWebhook(shop, "refunds/create", () => refundPayload(shop, refund), { eventId });
  } else if (order.paidAt === null) order.financialStatus = "VOIDED";
  emulator.sendWebhook(shop, "orders/cancelled", () => orderPayload(shop, order), { eventId });
  emulator.sendWebhook(shop, "orders/updated", () => orderPayload(shop, order), { eventId });
  emulator.publish({ kind: "order", shop: shop.domain, orderId: order.id });
  return { ok: true };
}
