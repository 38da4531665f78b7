import { cancelOrder } from "../cancel-order.ts";
import { editOrder, type LineAddition, type LineEdit } from "../edit-order.ts";
import { findLocation, findVariant, type FoundVariant } from "../find-variant.ts";
import { fulfilOrder } from "../fulfil-order.ts";
import { HttpError } from "../http.ts";
import { gid, idOf } from "../ids.ts";
import { currentTotalMinor, displayFulfillmentStatus, orderTotalMinor, unfulfilledQuantity } from "../order-figures.ts";
import type { Attribute, LineItem, Order } from "../order-state.ts";
import { placeOrder } from "../place-order.ts";
import { fulfillmentOrdersOf } from "../route-order.ts";
import type { Shop } from "../state.ts";
import { booleanOf, integer, list, orderOf, shopOf, textOf, type Call, type Route } from "./route.ts";

function orderView(shop: Shop, order: Order) {
  return {
    id: gid("Order", order.id),
    name: order.name,
    source: order.source,
    email: order.email,
    financialStatus: order.financialStatus,
    fulfillmentStatus: displayFulfillmentStatus(order),
    tags: order.tags,
    createdAt: new Date(order.createdAt).toISOString(),
    cancelledAt: order.cancelledAt === null ? null : new Date(order.cancelledAt).toISOString(),
    closedAt: order.closedAt === null ? null : new Date(order.closedAt).toISOString(),
    totalMinor: orderTotalMinor(order),
    currentTotalMinor: currentTotalMinor(order),
    shippingMinor: (order.shippingMinor ?? 0) - (order.refundedShippingMinor ?? 0),
    lines: order.lines.map((line) => ({
      id: gid("LineItem", line.id),
      sku: line.sku,
      variantId: line.variantId === null ? null : gid("ProductVariant", line.variantId),
      title: line.title,
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
      fulfilledQuantity: line.fulfilledQuantity,
      unfulfilledQuantity: unfulfilledQuantity(line),
      refundedQuantity: line.refundedQuantity,
      discountMinor: line.discountMinor ?? 0,
      properties: line.customAttributes,
    })),
    fulfillmentOrders: fulfillmentOrdersOf(shop, order).map((each) => ({
      id: gid("FulfillmentOrder", each.id),
      status: each.status,
      location: shop.locations.get(each.locationId)?.name ?? String(each.locationId),
      lines: each.lines.map((line) => ({
        id: gid("FulfillmentOrderLineItem", line.id),
        lineItemId: gid("LineItem", line.lineItemId),
        totalQuantity: line.totalQuantity,
        remainingQuantity: line.remainingQuantity,
      })),
      holds: each.holds.map((hold) => ({ ...hold, id: gid("FulfillmentHold", hold.id) })),
    })),
    refunds: order.refundIds.flatMap((id) => shop.refunds.get(id) ?? []),
  };
}

/** `{"name": "value"}` as a form gives it, or a list of `{key, value}`. */
function attributesOf(properties: unknown): Attribute[] {
  if (properties === undefined || properties === null) return [];
  if (Array.isArray(properties))
    return list({ properties }, "properties").map((each) => ({ key: String(each.key), value: String(each.value) }));
  if (typeof properties !== "object") throw new HttpError(400, "properties must be an object");
  return Object.entries(properties).map(([key, value]) => ({ key, value: String(value) }));
}

function place(call: Call): unknown {
  const shop = shopOf(call);
  const source = call.body.source ?? "web";
  if (source !== "web" && source !== "pos" && source !== "draft")
    throw new HttpError(400, "source must be web, pos or draft");
  const placed = placeOrder(call.emulator, shop, {
    lines: list(call.body, "lines").map((line) => ({
      found: findVariant(shop, line),
      quantity: line.quantity === undefined ? 1 : integer(line, "quantity"),
      properties: attributesOf(line.properties),
    })),
    email: textOf(call.body, "email") ?? null,
    ...(call.body.paid === "authorized" ? { isAuthorized: true } : { isPaid: booleanOf(call.body, "paid") !== false }),
    ...(call.body.discountMinor === undefined ? {} : { discountMinor: integer(call.body, "discountMinor") }),
    ...(call.body.shippingMinor === undefined ? {} : { shippingMinor: integer(call.body, "shippingMinor") }),
    ...(typeof call.body.discountCode === "string" ? { discountCode: call.body.discountCode } : {}),
    ...(typeof call.body.country === "string" ? { countryCode: call.body.country } : {}),
    source,
    ...(call.body.location === undefined ? {} : { location: findLocation(shop, call.body.location) }),
    ...(typeof call.body.locale === "string" ? { locale: call.body.locale } : {}),
    ...(call.body.placedAt === undefined ? {} : { placedAt: pastInstant(call) }),
  });
  if (!placed.ok) throw new HttpError(422, placed.reason);
  return { ...orderView(shop, placed.order) };
}

/** For a shop that starts with old orders. */
function pastInstant({ body, emulator }: Call): number {
  const at = Date.parse(String(body.placedAt));
  if (!(at <= emulator.clock.now())) throw new HttpError(400, "placedAt must be an instant that has passed");
  return at;
}

/** A line by `lineItemId`, `sku` or `variantId`. */
function lineOf(shop: Shop, order: Order, named: Record<string, unknown>): LineItem {
  const id = idOf(named.lineItemId ?? named.id, "LineItem");
  const variantId = id === null ? findVariant(shop, named).variant.id : null;
  const line = order.lines.find((each) => (id === null ? each.variantId === variantId : each.id === id));
  if (!line) throw new HttpError(404, `order ${order.name} has no such line`);
  return line;
}

/** The variant that an edit names and the order has no line of: it is added. */
function newVariantOf(shop: Shop, order: Order, named: Record<string, unknown>): FoundVariant | null {
  if (idOf(named.lineItemId ?? named.id, "LineItem") !== null) return null;
  const found = findVariant(shop, named);
  return order.lines.some((line) => line.variantId === found.variant.id) ? null : found;
}

export const orderRoutes: Route[] = [
  {
    method: "GET",
    path: "/control/shops/:domain/orders",
    run: (call) => [...shopOf(call).orders.values()].slice(-250).map((order) => orderView(shopOf(call), order)),
  },
  { method: "POST", path: "/control/shops/:domain/orders", run: place },
  { method: "GET", path: "/control/shops/:domain/orders/:id", run: (call) => orderView(shopOf(call), orderOf(call)) },
  {
    method: "POST",
    path: "/control/shops/:domain/orders/:id/cancel",
    run: (call) => {
      const result = cancelOrder(call.emulator, shopOf(call), orderOf(call), {
        restock: booleanOf(call.body, "restock") !== false,
      });
      if (!result.ok) throw new HttpError(422, result.reason);
      return orderView(shopOf(call), orderOf(call));
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/orders/:id/fulfil",
    run: (call) => {
      const shop = shopOf(call);
      const order = orderOf(call);
      const lines =
        call.body.lines === undefined
          ? undefined
          : list(call.body, "lines").map((each) => ({
              lineItemId: lineOf(shop, order, each).id,
              quantity: integer(each, "quantity"),
            }));
      const result = fulfilOrder(call.emulator, shop, order, lines);
      if (!result.ok) throw new HttpError(422, result.reason);
      return orderView(shop, order);
    },
  },
  {
    method: "POST",
    path: "/control/shops/:domain/orders/:id/edit",
    run: (call) => {
      const shop = shopOf(call);
      const order = orderOf(call);
      const edits: LineEdit[] = [];
      const additions: LineAddition[] = [];
      for (const each of list(call.body, "lines")) {
        const quantity = integer(each, "quantity");
        const addition = newVariantOf(shop, order, each);
        if (addition) additions.push({ found: addition, quantity });
        else
          edits.push({
            lineItemId: lineOf(shop, order, each).id,
            quantity,
            restock: booleanOf(each, "restock") !== false,
          });
      }
      const result = editOrder(call.emulator, shop, order, edits, additions);
      if (!result.ok) throw new HttpError(422, result.reason);
      return orderView(shop, order);
    },
  },
];
