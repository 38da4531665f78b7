import type { Emulator } from "./emulator.ts";
import { gid } from "./ids.ts";
import type { FulfillmentOrder, Order } from "./order-state.ts";
import type { Shop } from "./state.ts";

/** Shopify makes the fulfilment orders a moment after the order; `order_routing_complete` says that they are there. */
export function routeOrderSoon(emulator: Emulator, shop: Shop, order: Order): void {
  const done = emulator.pending.begin();
  setTimeout(() => {
    routeOrder(emulator, shop, order);
    done();
  }, emulator.routingDelayMs).unref();
}

/** Makes a fulfilment order for each location that has units of this order to send. */
export function routeOrder(emulator: Emulator, shop: Shop, order: Order): void {
  const now = emulator.clock.now();
  for (const locationId of new Set(order.unrouted.map((each) => each.locationId))) {
    const fulfillmentOrder: FulfillmentOrder = {
      id: emulator.nextId(),
      orderId: order.id,
      locationId,
      status: "OPEN",
      lines: order.unrouted
        .filter((each) => each.locationId === locationId)
        .map((each) => ({
          id: emulator.nextId(),
          lineItemId: each.lineItemId,
          inventoryItemId: each.inventoryItemId,
          totalQuantity: each.quantity,
          remainingQuantity: each.quantity,
        })),
      holds: [],
      createdAt: now,
      updatedAt: now,
    };
    shop.fulfillmentOrders.set(fulfillmentOrder.id, fulfillmentOrder);
    order.fulfillmentOrderIds.push(fulfillmentOrder.id);
    emulator.sendWebhook(shop, "fulfillment_orders/order_routing_complete", () => ({
      fulfillment_order: { id: gid("FulfillmentOrder", fulfillmentOrder.id), status: "open" },
    }));
  }
  order.unrouted = [];
  emulator.publish({ kind: "order", shop: shop.domain, orderId: order.id });
}

export const fulfillmentOrdersOf = (shop: Shop, order: Order): FulfillmentOrder[] =>
  order.fulfillmentOrderIds.flatMap((id) => shop.fulfillmentOrders.get(id) ?? []);
