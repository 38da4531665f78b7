import type { Emulator } from "./emulator.ts";
import { HttpError } from "./http.ts";
import { changeLevel, levelAt, makeLevel } from "./levels.ts";
import { makeShipment, type Units } from "./make-shipment.ts";
import { markReady } from "./make-transfer.ts";
import type { InventoryItem, InventoryLevel, Shop } from "./state.ts";
import { shipmentsOf, shippingOf } from "./transfer-figures.ts";
import type { InventoryShipment, InventoryTransfer } from "./transfer-state.ts";
import { levelPayload } from "./webhooks/payloads.ts";
import { sendShipmentWebhook, sendTransferWebhook } from "./webhooks/transfer-payloads.ts";

/** Sends what is picked, or else these units (all that is left by default), on its way; a draft is made ready first. */
export function shipTransfer(
  emulator: Emulator,
  shop: Shop,
  transfer: InventoryTransfer,
  wanted: { units: readonly Units[] | null; arrivesAt?: number | null },
): InventoryShipment {
  if (transfer.status === "CANCELED" || transfer.status === "TRANSFERRED")
    throw new HttpError(422, `transfer ${transfer.name} is ${transfer.status}`);
  const picked =
    wanted.units === null ? shipmentsOf(shop, transfer).find((each) => each.status === "DRAFT") : undefined;
  const units = wanted.units ?? leftToShip(shop, transfer);
  if (!picked) refuseTooMany(shop, transfer, units);
  if (transfer.status === "DRAFT") markReady(emulator, shop, transfer);
  const shipment = picked ?? makeShipment(emulator, shop, transfer, units, wanted.arrivesAt ?? null);
  if (wanted.arrivesAt !== undefined) shipment.arrivesAt = wanted.arrivesAt;
  shipment.status = "IN_TRANSIT";
  shipment.shippedAt = emulator.clock.now();
  for (const line of shipment.lines) {
    const item = shop.inventoryItems.get(line.inventoryItemId)!;
    const origin = transfer.originId === null ? undefined : levelAt(item, transfer.originId);
    if (origin) changeLevel(emulator, shop, item, origin, { reserved: -line.quantity });
    const destination = levelOf(emulator, shop, item, transfer.destinationId);
    changeLevel(emulator, shop, item, destination, { incoming: line.quantity });
  }
  transfer.status = "IN_PROGRESS";
  transfer.updatedAt = emulator.clock.now();
  sendShipmentWebhook(emulator, shop, shipment, "mark_in_transit");
  sendTransferWebhook(emulator, shop, transfer, "updated");
  return shipment;
}

const leftToShip = (shop: Shop, transfer: InventoryTransfer): Units[] =>
  transfer.lines.flatMap((line) => {
    const { picked, shipped } = shippingOf(shop, transfer, line);
    const quantity = line.quantity - picked - shipped;
    return quantity > 0 ? [{ inventoryItemId: line.inventoryItemId, quantity }] : [];
  });

function refuseTooMany(shop: Shop, transfer: InventoryTransfer, units: readonly Units[]): void {
  const left = new Map(leftToShip(shop, transfer).map((each) => [each.inventoryItemId, each.quantity]));
  if (units.length === 0) throw new HttpError(422, `nothing of transfer ${transfer.name} is left to ship`);
  for (const { inventoryItemId, quantity } of units) {
    const most = left.get(inventoryItemId) ?? 0;
    if (quantity < 1 || quantity > most)
      throw new HttpError(422, `transfer ${transfer.name} has ${most} of this item left to ship, not ${quantity}`);
  }
}

/** The level where it arrives, made where the item was never stocked. */
export function levelOf(emulator: Emulator, shop: Shop, item: InventoryItem, locationId: number): InventoryLevel {
  const known = levelAt(item, locationId);
  if (known) return known;
  const made = makeLevel(emulator.nextId(), locationId, 0, emulator.clock.now());
  item.levels.push(made);
  emulator.sendWebhook(shop, "inventory_levels/connect", () => levelPayload(shop, item, made));
  return made;
}

/** The carrier gives another day. */
export function setArrival(
  emulator: Emulator,
  shop: Shop,
  transfer: InventoryTransfer,
  arrivesAt: number | null,
): void {
  const open = shipmentsOf(shop, transfer).filter((each) => each.status !== "RECEIVED");
  if (open.length === 0) throw new HttpError(422, `transfer ${transfer.name} has no shipment that is still to come`);
  for (const shipment of open) {
    shipment.arrivesAt = arrivesAt;
    sendShipmentWebhook(emulator, shop, shipment, "update_tracking");
  }
  emulator.publish({ kind: "shop", shop: shop.domain });
}
