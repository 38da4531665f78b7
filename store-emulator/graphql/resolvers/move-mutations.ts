import { gid, idOf } from "../../ids.ts";
import { changeLevel, levelAt } from "../../levels.ts";
import type { FulfillmentOrder } from "../../order-state.ts";
import { userError, type Args, type Context, type Fields } from "../context.ts";

type LineInput = { id: string; quantity: number };

/**
 * Moves units of a fulfilment order to another location, as Shopify does it: all of it keeps its fulfilment order with
 * another location, a part becomes one of its own. What is committed moves along.
 */
function move(args: Args, context: Context): unknown {
  const { shop, emulator } = context;
  const each = shop.fulfillmentOrders.get(idOf(args.id, "FulfillmentOrder") ?? -1);
  const to = shop.locations.get(idOf(args.newLocationId, "Location") ?? -1);
  const refuse = (field: string[], message: string) => ({
    movedFulfillmentOrder: null,
    originalFulfillmentOrder: null,
    remainingFulfillmentOrder: null,
    userErrors: [userError(field, message)],
  });
  if (!each) return refuse(["id"], "Fulfillment order could not be found.");
  if (!to || !to.isActive) return refuse(["newLocationId"], "Location not found.");
  if (each.status !== "OPEN" && each.status !== "ON_HOLD")
    return refuse(["id"], "The fulfillment order is not in a state to be moved.");
  if (to.id === each.locationId) return refuse(["newLocationId"], "The fulfillment order is at this location already.");
  const asked = (args.fulfillmentOrderLineItems as LineInput[] | null | undefined) ?? [];
  const wanted = new Map(
    asked.length > 0
      ? asked.map(({ id, quantity }) => [idOf(id, "FulfillmentOrderLineItem") ?? -1, quantity])
      : each.lines.map(({ id, remainingQuantity }) => [id, remainingQuantity]),
  );
  for (const [id, quantity] of wanted) {
    const line = each.lines.find((one) => one.id === id);
    if (!line || quantity <= 0 || quantity > line.remainingQuantity)
      return refuse(["fulfillmentOrderLineItems"], "The line item quantity is invalid.");
    const item = shop.inventoryItems.get(line.inventoryItemId ?? -1);
    if (item && !levelAt(item, to.id)?.isActive)
      return refuse(["newLocationId"], "The item isn't stocked at the new location.");
  }
  for (const [id, quantity] of wanted) commitElsewhere(each, id, quantity, to.id, context);
  const isAll = each.lines.every(({ id, remainingQuantity }) => wanted.get(id) === remainingQuantity);
  const moved = isAll ? each : splitOff(each, wanted, context);
  moved.locationId = to.id;
  moved.updatedAt = emulator.clock.now();
  emulator.sendWebhook(shop, "fulfillment_orders/moved", () => ({
    moved_fulfillment_order: { id: gid("FulfillmentOrder", moved.id), status: moved.status.toLowerCase() },
  }));
  emulator.publish({ kind: "order", shop: shop.domain, orderId: each.orderId });
  const remaining = isAll ? null : each;
  return {
    movedFulfillmentOrder: moved,
    originalFulfillmentOrder: each,
    remainingFulfillmentOrder: remaining,
    userErrors: [],
  };
}

function commitElsewhere(each: FulfillmentOrder, lineId: number, units: number, to: number, context: Context): void {
  const { shop, emulator } = context;
  const line = each.lines.find((one) => one.id === lineId);
  const item = shop.inventoryItems.get(line?.inventoryItemId ?? -1);
  if (!item?.tracked) return;
  const [from, there] = [levelAt(item, each.locationId), levelAt(item, to)];
  if (from) changeLevel(emulator, shop, item, from, { committed: -units, available: units });
  if (there) changeLevel(emulator, shop, item, there, { committed: units, available: -units });
}

function splitOff(each: FulfillmentOrder, wanted: Map<number, number>, { shop, emulator }: Context): FulfillmentOrder {
  const moved: FulfillmentOrder = {
    ...each,
    id: emulator.nextId(),
    status: "OPEN",
    holds: [],
    lines: each.lines.flatMap((line) => {
      const quantity = wanted.get(line.id);
      if (quantity === undefined) return [];
      return [{ ...line, id: emulator.nextId(), totalQuantity: quantity, remainingQuantity: quantity }];
    }),
  };
  for (const line of each.lines) {
    const quantity = wanted.get(line.id) ?? 0;
    line.remainingQuantity -= quantity;
    line.totalQuantity -= quantity;
  }
  each.lines = each.lines.filter((line) => line.totalQuantity > 0);
  shop.fulfillmentOrders.set(moved.id, moved);
  shop.orders.get(each.orderId)?.fulfillmentOrderIds.push(moved.id);
  return moved;
}

export const moveMutations: Fields<unknown> = {
  fulfillmentOrderMove: (_, args, context) => move(args, context),
};
