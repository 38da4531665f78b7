import type { Emulator } from "./emulator.ts";
import type { FoundVariant } from "./find-variant.ts";
import { HttpError } from "./http.ts";
import { changeLevel, levelAt } from "./levels.ts";
import { makeShipment } from "./make-shipment.ts";
import type { Location, Shop } from "./state.ts";
import type { InventoryTransfer } from "./transfer-state.ts";
import { sendTransferWebhook } from "./webhooks/transfer-payloads.ts";

export type NewTransfer = {
  /** Null: from outside the shop. */
  origin: Location | null;
  destination: Location;
  lines: { found: FoundVariant; quantity: number }[];
  /** With it a draft shipment says when it arrives. */
  arrivesAt: number | null;
};

/** A draft: nothing is reserved, nothing is on its way. */
export function makeTransfer(emulator: Emulator, shop: Shop, wanted: NewTransfer): InventoryTransfer {
  if (wanted.lines.length === 0) throw new HttpError(422, "a transfer needs a line");
  if (wanted.origin?.id === wanted.destination.id)
    throw new HttpError(422, "the origin can't be the destination of the same transfer");
  if (wanted.lines.some(({ quantity }) => quantity < 1)) throw new HttpError(422, "quantity must be 1 or more");
  const items = new Set(wanted.lines.map(({ found }) => found.item.id));
  if (items.size < wanted.lines.length) throw new HttpError(422, "each item may stand on a transfer once");
  const now = emulator.clock.now();
  const transfer: InventoryTransfer = {
    id: emulator.nextId(),
    name: `#T${String(shop.transfers.size + 1).padStart(4, "0")}`,
    status: "DRAFT",
    originId: wanted.origin?.id ?? null,
    destinationId: wanted.destination.id,
    lines: wanted.lines.map(({ found, quantity }) => ({
      id: emulator.nextId(),
      inventoryItemId: found.item.id,
      quantity,
    })),
    shipmentIds: [],
    createdAt: now,
    updatedAt: now,
  };
  shop.transfers.set(transfer.id, transfer);
  if (wanted.arrivesAt !== null) makeShipment(emulator, shop, transfer, transfer.lines, wanted.arrivesAt);
  emulator.publish({ kind: "shop", shop: shop.domain });
  return transfer;
}

/** Ready to ship: the origin's units are reserved, and so no longer available there. */
export function markReady(emulator: Emulator, shop: Shop, transfer: InventoryTransfer): void {
  if (transfer.status !== "DRAFT") throw new HttpError(422, `transfer ${transfer.name} is no draft`);
  const levels = transfer.lines.map((line) => {
    const item = shop.inventoryItems.get(line.inventoryItemId)!;
    const level = transfer.originId === null ? null : levelAt(item, transfer.originId);
    if (level === undefined) throw new HttpError(422, `${item.sku ?? item.id} is not stocked at the origin`);
    return { item, level, quantity: line.quantity };
  });
  for (const { item, level, quantity } of levels)
    if (level !== null) changeLevel(emulator, shop, item, level, { available: -quantity, reserved: quantity });
  transfer.status = "READY_TO_SHIP";
  transfer.updatedAt = emulator.clock.now();
  sendTransferWebhook(emulator, shop, transfer, "ready_to_ship");
}

/** Cancels what was not shipped yet, and gives it back to its origin; what is on its way has to be received. */
export function cancelTransfer(emulator: Emulator, shop: Shop, transfer: InventoryTransfer): void {
  if (transfer.status !== "DRAFT" && transfer.status !== "READY_TO_SHIP")
    throw new HttpError(422, `transfer ${transfer.name} is ${transfer.status} and can't be cancelled`);
  if (transfer.status === "READY_TO_SHIP" && transfer.originId !== null)
    for (const line of transfer.lines) {
      const item = shop.inventoryItems.get(line.inventoryItemId)!;
      const level = levelAt(item, transfer.originId);
      if (level) changeLevel(emulator, shop, item, level, { available: line.quantity, reserved: -line.quantity });
    }
  for (const id of transfer.shipmentIds) shop.shipments.delete(id);
  transfer.shipmentIds = [];
  transfer.status = "CANCELED";
  transfer.updatedAt = emulator.clock.now();
  sendTransferWebhook(emulator, shop, transfer, "cancel");
}
