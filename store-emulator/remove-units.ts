import type { Emulator } from "./emulator.ts";
import { changeLevel, levelAt } from "./levels.ts";
import { unfulfilledQuantity } from "./order-figures.ts";
import type { LineItem, Order } from "./order-state.ts";
import { fulfillmentOrdersOf, routeOrder } from "./route-order.ts";
import type { Shop } from "./state.ts";

/**
 * Takes unfulfilled units off an order (an edit, a cancellation, a refund with restock type CANCEL). With `restock`
 * they return to available at the location they were committed at; without, they leave the shop's books.
 */
export function removeUnits(
  emulator: Emulator,
  shop: Shop,
  order: Order,
  line: LineItem,
  quantity: number,
  restock: boolean,
  eventId: string,
): void {
  if (order.unrouted.length > 0) routeOrder(emulator, shop, order);
  let left = Math.min(quantity, unfulfilledQuantity(line));
  line.currentQuantity -= left;
  const variant = line.variantId === null ? undefined : shop.variants.get(line.variantId);
  const item = variant && shop.inventoryItems.get(variant.inventoryItemId);
  for (const fulfillmentOrder of fulfillmentOrdersOf(shop, order).reverse()) {
    for (const orderLine of fulfillmentOrder.lines) {
      if (orderLine.lineItemId !== line.id || left === 0) continue;
      const taken = Math.min(left, orderLine.remainingQuantity);
      if (taken === 0) continue;
      left -= taken;
      orderLine.remainingQuantity -= taken;
      orderLine.totalQuantity -= taken;
      const level = item?.tracked ? levelAt(item, fulfillmentOrder.locationId) : undefined;
      if (item && level)
        changeLevel(emulator, shop, item, level, { committed: -taken, available: restock ? taken : 0 }, eventId);
    }
    const isEmpty = fulfillmentOrder.lines.every((each) => each.remainingQuantity === 0);
    if (isEmpty && fulfillmentOrder.status !== "CLOSED" && fulfillmentOrder.status !== "CANCELLED") {
      const wasSent = fulfillmentOrder.lines.some((each) => each.totalQuantity > 0);
      fulfillmentOrder.status = wasSent ? "CLOSED" : "CANCELLED";
      fulfillmentOrder.holds = [];
      fulfillmentOrder.updatedAt = emulator.clock.now();
    }
  }
}
