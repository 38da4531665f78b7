import { randomUUID } from "node:crypto";
import type { Emulator } from "./emulator.ts";
import { changeLevel, levelAt } from "./levels.ts";
import { displayFulfillmentStatus, unfulfilledQuantity } from "./order-figures.ts";
import type { Fulfillment, FulfillmentOrder, Order } from "./order-state.ts";
import { fulfillmentOrdersOf, routeOrder } from "./route-order.ts";
import type { Shop } from "./state.ts";
import { fulfillmentPayload, orderPayload } from "./webhooks/order-payloads.ts";

type LineQuantity = { lineItemId: number; quantity: number };

export type Fulfilled = { ok: true; fulfillments: Fulfillment[] } | { ok: false; reason: string };

/** Sends units: all that is open and not on hold, or the lines named. */
export function fulfilOrder(emulator: Emulator, shop: Shop, order: Order, lines?: LineQuantity[]): Fulfilled {
  if (order.cancelledAt !== null) return { ok: false, reason: `order ${order.name} was cancelled` };
  if (order.unrouted.length > 0) routeOrder(emulator, shop, order);
  const open = fulfillmentOrdersOf(shop, order).filter(
    (each) => each.status === "OPEN" || each.status === "IN_PROGRESS",
  );
  const wanted = new Map<number, number>();
  for (const line of lines ?? order.lines.map((each) => ({ lineItemId: each.id, quantity: unfulfilledQuantity(each) })))
    wanted.set(line.lineItemId, (wanted.get(line.lineItemId) ?? 0) + line.quantity);
  const plan = open
    .map((fulfillmentOrder) => ({ fulfillmentOrder, lines: takeFrom(fulfillmentOrder, wanted) }))
    .filter((each) => each.lines.length > 0);
  const missing = [...wanted.values()].some((quantity) => quantity > 0);
  if (plan.length === 0 || (lines && missing))
    return {
      ok: false,
      reason: `order ${order.name} has not so many units that can be sent: sent, removed or on hold`,
    };
  const fulfillments = plan.map((each) => fulfilLines(emulator, shop, order, each.fulfillmentOrder, each.lines));
  settleOrder(emulator, shop, order);
  return { ok: true, fulfillments };
}

function takeFrom(fulfillmentOrder: FulfillmentOrder, wanted: Map<number, number>): LineQuantity[] {
  return fulfillmentOrder.lines.flatMap((line) => {
    const quantity = Math.min(line.remainingQuantity, wanted.get(line.lineItemId) ?? 0);
    if (quantity <= 0) return [];
    wanted.set(line.lineItemId, (wanted.get(line.lineItemId) ?? 0) - quantity);
    return [{ lineItemId: line.lineItemId, quantity }];
  });
}

/** Sends these units of one fulfilment order; the caller has checked that they remain. */
export function fulfilLines(
  emulator: Emulator,
  shop: Shop,
  order: Order,
  fulfillmentOrder: FulfillmentOrder,
  lines: LineQuantity[],
): Fulfillment {
  for (const { lineItemId, quantity } of lines) {
    const line = fulfillmentOrder.lines.find((each) => each.lineItemId === lineItemId);
    if (line) line.remainingQuantity -= quantity;
  }
  const isDone = fulfillmentOrder.lines.every((line) => line.remainingQuantity === 0);
  fulfillmentOrder.status = isDone ? "CLOSED" : "IN_PROGRESS";
  fulfillmentOrder.updatedAt = emulator.clock.now();
  return makeFulfillment(emulator, shop, order, fulfillmentOrder.locationId, lines);
}

/** Books the units out of `committed` (and so out of `on_hand`) at the location. */
export function makeFulfillment(
  emulator: Emulator,
  shop: Shop,
  order: Order,
  locationId: number,
  lines: LineQuantity[],
): Fulfillment {
  const now = emulator.clock.now();
  const fulfillment: Fulfillment = { id: emulator.nextId(), orderId: order.id, locationId, lines, createdAt: now };
  shop.fulfillments.set(fulfillment.id, fulfillment);
  order.fulfillmentIds.push(fulfillment.id);
  for (const { lineItemId, quantity } of lines) {
    const line = order.lines.find((each) => each.id === lineItemId);
    if (!line) continue;
    line.fulfilledQuantity += quantity;
    const variant = line.variantId === null ? undefined : shop.variants.get(line.variantId);
    const item = variant && shop.inventoryItems.get(variant.inventoryItemId);
    const level = item?.tracked ? levelAt(item, locationId) : undefined;
    if (item && level) changeLevel(emulator, shop, item, level, { committed: -quantity });
  }
  emulator.sendWebhook(shop, "fulfillments/create", () => fulfillmentPayload(shop, fulfillment));
  return fulfillment;
}

/** After units were sent: the order's own webhooks, and it closes when paid and wholly sent, as Shopify archives it. */
export function settleOrder(emulator: Emulator, shop: Shop, order: Order): void {
  const eventId = randomUUID();
  const status = displayFulfillmentStatus(order);
  order.updatedAt = emulator.clock.now();
  if (status === "FULFILLED" && order.paidAt !== null) order.closedAt = order.updatedAt;
  const topic = status === "FULFILLED" ? "orders/fulfilled" : "orders/partially_fulfilled";
  emulator.sendWebhook(shop, topic, () => orderPayload(shop, order), { eventId });
  emulator.sendWebhook(shop, "orders/updated", () => orderPayload(shop, order), { eventId });
  emulator.publish({ kind: "order", shop: shop.domain, orderId: order.id });
}
