import { randomUUID } from "node:crypto";
import type { Emulator } from "./emulator.ts";
import type { FoundVariant } from "./find-variant.ts";
import { changeLevel, levelAt } from "./levels.ts";
import { unfulfilledQuantity } from "./order-figures.ts";
import type { LineItem, Order } from "./order-state.ts";
import { makeLineItem } from "./place-order.ts";
import { removeUnits } from "./remove-units.ts";
import { routeOrder } from "./route-order.ts";
import type { Shop } from "./state.ts";
import { orderEditPayload, orderPayload, type EditDelta } from "./webhooks/order-payloads.ts";

export type LineEdit = { lineItemId: number; quantity: number; restock?: boolean };
/** A variant that the order has no line of yet. */
export type LineAddition = { found: FoundVariant; quantity: number };

/** Sets lines of an open order to new quantities and adds lines, as one edit; nothing is changed unless all of it can be. */
export function editOrder(
  emulator: Emulator,
  shop: Shop,
  order: Order,
  edits: LineEdit[],
  additions: LineAddition[] = [],
): { ok: true } | { ok: false; reason: string } {
  if (order.cancelledAt !== null) return { ok: false, reason: `order ${order.name} was cancelled` };
  for (const edit of edits) {
    const line = order.lines.find((each) => each.id === edit.lineItemId);
    if (!line) return { ok: false, reason: `order ${order.name} has no line ${edit.lineItemId}` };
    if (!Number.isSafeInteger(edit.quantity) || edit.quantity < line.fulfilledQuantity)
      return { ok: false, reason: `${line.title}: ${line.fulfilledQuantity} units were sent already` };
  }
  for (const { found, quantity } of additions)
    if (!Number.isSafeInteger(quantity) || quantity < 1)
      return { ok: false, reason: `${found.product.title}: a quantity must be a whole number above zero` };
  const eventId = randomUUID();
  const deltas: EditDelta[] = [];
  if (order.unrouted.length > 0) routeOrder(emulator, shop, order);
  for (const edit of edits) {
    const line = order.lines.find((each) => each.id === edit.lineItemId)!;
    const delta = edit.quantity - line.currentQuantity;
    if (delta === 0) continue;
    deltas.push({ lineItemId: line.id, delta });
    if (delta < 0) {
      removeUnits(
        emulator,
        shop,
        order,
        line,
        Math.min(-delta, unfulfilledQuantity(line)),
        edit.restock ?? true,
        eventId,
      );
      continue;
    }
    line.currentQuantity += delta;
    line.quantity += delta;
    commitUnits(emulator, shop, order, line, delta, eventId);
  }
  for (const addition of additions) {
    const line = makeLineItem(emulator, addition);
    order.lines.push(line);
    deltas.push({ lineItemId: line.id, delta: addition.quantity });
    commitUnits(emulator, shop, order, line, addition.quantity, eventId);
  }
  if (deltas.length === 0) return { ok: true };
  if (order.unrouted.length > 0) routeOrder(emulator, shop, order);
  order.isEdited = true;
  order.updatedAt = emulator.clock.now();
  const editId = emulator.nextId();
  emulator.sendWebhook(shop, "orders/edited", () => orderEditPayload(shop, order, editId, deltas), { eventId });
  emulator.sendWebhook(shop, "orders/updated", () => orderPayload(shop, order), { eventId });
  emulator.publish({ kind: "order", shop: shop.domain, orderId: order.id });
  return { ok: true };
}

function commitUnits(
  emulator: Emulator,
  shop: Shop,
  order: Order,
  line: LineItem,
  quantity: number,
  eventId: string,
): void {
  const variant = line.variantId === null ? undefined : shop.variants.get(line.variantId);
  const item = variant && shop.inventoryItems.get(variant.inventoryItemId);
  const locationId = item?.levels[0]?.locationId ?? [...shop.locations.keys()][0]!;
  order.unrouted.push({ lineItemId: line.id, inventoryItemId: item?.id ?? null, locationId, quantity });
  const level = item?.tracked ? levelAt(item, locationId) : undefined;
  if (item && level) changeLevel(emulator, shop, item, level, { available: -quantity, committed: quantity }, eventId);
}
