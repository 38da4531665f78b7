import type { Emulator } from "./emulator.ts";
import { HttpError } from "./http.ts";
import { changeLevel } from "./levels.ts";
import { levelOf } from "./ship-transfer.ts";
import type { Shop } from "./state.ts";
import { shipmentsOf, shippingOf } from "./transfer-figures.ts";
import { type InventoryShipment, type InventoryTransfer, type ShipmentLine, unreceived } from "./transfer-state.ts";
import { sendShipmentWebhook, sendTransferWebhook } from "./webhooks/transfer-payloads.ts";

type Received = { inventoryItemId: number; accepted: number; rejected: number };

/** Receives what a transfer's shipments brought, the oldest first; all of it where nothing is named. */
export function receiveTransfer(
  emulator: Emulator,
  shop: Shop,
  transfer: InventoryTransfer,
  wanted: readonly Received[] | null,
): void {
  const open = shipmentsOf(shop, transfer).filter(({ status }) => status !== "DRAFT" && status !== "RECEIVED");
  if (open.length === 0) throw new HttpError(422, `transfer ${transfer.name} has no shipment in transit`);
  const left = wanted?.map((each) => ({ ...each })) ?? null;
  for (const { inventoryItemId, accepted, rejected } of left ?? []) {
    const most = open
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => (line.inventoryItemId === inventoryItemId ? sum + unreceived(line) : sum), 0);
    if (accepted < 0 || rejected < 0 || accepted + rejected > most)
      throw new HttpError(422, `transfer ${transfer.name} has ${most} of this item in transit`);
  }
  for (const shipment of open) receiveShipment(emulator, shop, transfer, shipment, left);
  const isWhole =
    transfer.lines.every((line) => shippingOf(shop, transfer, line).shipped >= line.quantity) &&
    shipmentsOf(shop, transfer).every(({ status }) => status === "RECEIVED");
  transfer.updatedAt = emulator.clock.now();
  if (isWhole) transfer.status = "TRANSFERRED";
  sendTransferWebhook(emulator, shop, transfer, isWhole ? "complete" : "updated");
}

function receiveShipment(
  emulator: Emulator,
  shop: Shop,
  transfer: InventoryTransfer,
  shipment: InventoryShipment,
  left: Received[] | null,
): void {
  let came = 0;
  for (const line of shipment.lines) {
    const taken = take(line, left);
    const units = taken.accepted + taken.rejected;
    if (units === 0) continue;
    came += units;
    line.accepted += taken.accepted;
    line.rejected += taken.rejected;
    const item = shop.inventoryItems.get(line.inventoryItemId)!;
    const level = levelOf(emulator, shop, item, transfer.destinationId);
    changeLevel(emulator, shop, item, level, { available: taken.accepted, incoming: -units });
  }
  if (came === 0) return;
  shipment.receivedAt ??= emulator.clock.now();
  shipment.status = shipment.lines.every((line) => unreceived(line) === 0) ? "RECEIVED" : "PARTIALLY_RECEIVED";
  sendShipmentWebhook(emulator, shop, shipment, "receive_items");
}

/** What of the delivery goes to this line; null: all that it waits for. */
function take(line: ShipmentLine, left: Received[] | null): { accepted: number; rejected: number } {
  const room = unreceived(line);
  if (left === null) return { accepted: room, rejected: 0 };
  const given = left.find((each) => each.inventoryItemId === line.inventoryItemId);
  if (!given) return { accepted: 0, rejected: 0 };
  const accepted = Math.min(room, given.accepted);
  const rejected = Math.min(room - accepted, given.rejected);
  given.accepted -= accepted;
  given.rejected -= rejected;
  return { accepted, rejected };
}
