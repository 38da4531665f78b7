import { gid, idOf } from "../../ids.ts";
import type { FulfillmentHold, FulfillmentOrder } from "../../order-state.ts";
import { userError, type Args, type Context, type Fields } from "../context.ts";

const holdsPerApp = 10;

type HoldInput = {
  reason: string;
  reasonNotes?: string | null;
  handle?: string | null;
  fulfillmentOrderLineItems?: { id: string; quantity: number }[];
};

/** Splits off what is not held into a new fulfilment order; null when everything is held. */
function splitRest(each: FulfillmentOrder, held: Map<number, number>, context: Context): FulfillmentOrder | null {
  const { shop, emulator } = context;
  const rest = each.lines
    .map((line) => ({ line, quantity: line.remainingQuantity - (held.get(line.id) ?? 0) }))
    .filter((one) => one.quantity > 0);
  if (rest.length === 0) return null;
  const remaining: FulfillmentOrder = {
    ...each,
    id: emulator.nextId(),
    status: "OPEN",
    holds: [],
    lines: rest.map(({ line, quantity }) => ({
      ...line,
      id: emulator.nextId(),
      totalQuantity: quantity,
      remainingQuantity: quantity,
    })),
  };
  for (const { line, quantity } of rest) {
    line.remainingQuantity -= quantity;
    line.totalQuantity -= quantity;
  }
  each.lines = each.lines.filter((line) => line.totalQuantity > 0);
  shop.fulfillmentOrders.set(remaining.id, remaining);
  shop.orders.get(each.orderId)?.fulfillmentOrderIds.push(remaining.id);
  return remaining;
}

function hold(args: Args, context: Context): unknown {
  const { shop, emulator } = context;
  const input = args.fulfillmentHold as HoldInput;
  const each = shop.fulfillmentOrders.get(idOf(args.id, "FulfillmentOrder") ?? -1);
  const refuse = (field: string[], message: string, code: string) => ({
    fulfillmentHold: null,
    fulfillmentOrder: each ?? null,
    remainingFulfillmentOrder: null,
    userErrors: [userError(field, message, code)],
  });
  if (!each) return refuse(["id"], "Fulfillment order could not be found.", "FULFILLMENT_ORDER_NOT_FOUND");
  const own = each.holds.filter((one) => one.heldByApp);
  const handle = input.handle ?? "";
  const lines = input.fulfillmentOrderLineItems ?? [];
  if (each.status !== "OPEN" && each.status !== "ON_HOLD" && each.status !== "IN_PROGRESS")
    return refuse(["id"], "Fulfillment order is not in a state to be held.", "TAKEN");
  if (own.length >= holdsPerApp)
    return refuse(
      ["id"],
      "The maximum number of fulfillment holds for this fulfillment order has been reached.",
      "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED",
    );
  if (own.some((one) => (one.handle ?? "") === handle))
    return refuse(
      ["fulfillmentHold", "handle"],
      "The handle has been used by another of the app's holds.",
      "DUPLICATE_FULFILLMENT_HOLD_HANDLE",
    );
  if (lines.length > 0 && each.status === "ON_HOLD")
    return refuse(
      ["fulfillmentHold", "fulfillmentOrderLineItems"],
      "The fulfillment order is not in a splittable state.",
      "FULFILLMENT_ORDER_NOT_SPLITTABLE",
    );
  const held = new Map<number, number>();
  for (const [index, line] of lines.entries()) {
    const known = each.lines.find((one) => one.id === idOf(line.id, "FulfillmentOrderLineItem"));
    const field = ["fulfillmentHold", "fulfillmentOrderLineItems", String(index)];
    if (!known || line.quantity > known.remainingQuantity)
      return refuse(field, "The line item quantity is invalid.", "INVALID_LINE_ITEM_QUANTITY");
    if (line.quantity <= 0) return refuse(field, "The quantity must be greater than zero.", "GREATER_THAN_ZERO");
    held.set(known.id, line.quantity);
  }
  const remaining = lines.length > 0 ? splitRest(each, held, context) : null;
  const made: FulfillmentHold = {
    id: emulator.nextId(),
    reason: input.reason,
    reasonNotes: input.reasonNotes ?? null,
    handle: input.handle ?? null,
    heldByApp: true,
  };
  each.holds.push(made);
  each.status = "ON_HOLD";
  each.updatedAt = emulator.clock.now();
  announce(context, each, "fulfillment_orders/placed_on_hold");
  return { fulfillmentHold: made, fulfillmentOrder: each, remainingFulfillmentOrder: remaining, userErrors: [] };
}

function release(args: Args, context: Context): unknown {
  const each = context.shop.fulfillmentOrders.get(idOf(args.id, "FulfillmentOrder") ?? -1);
  if (!each)
    return {
      fulfillmentOrder: null,
      userErrors: [userError(["id"], "Fulfillment order could not be found.", "FULFILLMENT_ORDER_NOT_FOUND")],
    };
  const wanted = (args.holdIds as string[] | null | undefined)?.map((id) => idOf(id, "FulfillmentHold"));
  each.holds = each.holds.filter((one) => wanted && !wanted.includes(one.id));
  if (each.holds.length === 0 && each.status === "ON_HOLD") each.status = "OPEN";
  each.updatedAt = context.emulator.clock.now();
  announce(context, each, "fulfillment_orders/hold_released");
  return { fulfillmentOrder: each, userErrors: [] };
}

function announce({ emulator, shop }: Context, each: FulfillmentOrder, topic: string): void {
  emulator.sendWebhook(shop, topic, () => ({
    fulfillment_order: { id: gid("FulfillmentOrder", each.id), status: each.status.toLowerCase() },
  }));
  emulator.publish({ kind: "order", shop: shop.domain, orderId: each.orderId });
}

export const holdMutations: Fields<unknown> = {
  fulfillmentOrderHold: (_, args, context) => hold(args, context),
  fulfillmentOrderReleaseHold: (_, args, context) => release(args, context),
};
