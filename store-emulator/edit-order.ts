import { randomUUID } from "node:crypto";
import type { Emulator } from "./emulator.ts";
import { changeLevel, levelAt } from "./levels.ts";
import { unfulfilledQuantity } from "./order-figures.ts";
import type { Order } from "./order-state.ts";
import { removeUnits } from "./remove-units.ts";
import { routeOrder } from "./route-order.ts";
import type { Shop } from "./state.ts";
import { orderEditPayload, orderPayload, type EditDelta } from "./webhooks/order-payloads.ts";

export type LineEdit = { lineItemId: number; quantity: number; restock?: boolean };

/** Sets lines of an open order to new quantities, as one edit; nothing is changed unless every line can be. */
export function editOrder(
  emulator: Emulator,
  shop: Shop,
  order: Order,
  edits: LineEdit[],
): { ok: true } | { ok: false; reason: string } {
  if (order.cancelledAt !== null) return { ok: false, reason: `order ${order.name} was cancelled` };
  for (const edit of edits) {
    const line = order.lines.find((each) => each.id === edit.lineItemId);
    if (!line) return { ok: false, reason: `order ${order.name} has no line ${edit.lineItemId}` };
    if (!Number.isSafeInteger(edit.quantity) || edit.quantity < line.fulfilledQuantity)
      return { ok: false, reason: `${line.title}: ${line.fulfilledQuantity} units were sent already` };
  }
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
    const variant = line.variantId === null ? undefined : shop.variants.get(line.variantId);
    const item = variant && shop.inventoryItems.get(variant.inventoryItemId);
    const locationId = item?.levels[0]?.locationId ?? [...shop.locations.keys()][0]!;
    order.unrouted.push({ lineItemId: line.id, inventoryItemId: item?.id ?? null, locationId, quantity: delta });
    const level = item?.tracked ? levelAt(item, locationId) : undefined;
    if (item && level) changeLevel(emulator, shop, item, level, { available: -delta, committed: delta }, eventId);
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
