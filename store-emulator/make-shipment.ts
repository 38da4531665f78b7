import type { Emulator } from "./emulator.ts";
import type { Shop } from "./state.ts";
import type { InventoryShipment, InventoryTransfer } from "./transfer-state.ts";
import { sendShipmentWebhook } from "./webhooks/transfer-payloads.ts";

export type Units = { inventoryItemId: number; quantity: number };

/** A draft shipment of a transfer. */
export function makeShipment(
  emulator: Emulator,
  shop: Shop,
  transfer: InventoryTransfer,
  units: readonly Units[],
  arrivesAt: number | null,
): InventoryShipment {
  const shipment: InventoryShipment = {
    id: emulator.nextId(),
    name: `${transfer.name}-${transfer.shipmentIds.length + 1}`,
    transferId: transfer.id,
    status: "DRAFT",
    arrivesAt,
    lines: units.map(({ inventoryItemId, quantity }) => ({
      id: emulator.nextId(),
      inventoryItemId,
      quantity,
      accepted: 0,
      rejected: 0,
    })),
    createdAt: emulator.clock.now(),
    shippedAt: null,
    receivedAt: null,
  };
  shop.shipments.set(shipment.id, shipment);
  transfer.shipmentIds.push(shipment.id);
  sendShipmentWebhook(emulator, shop, shipment, "create");
  return shipment;
}
