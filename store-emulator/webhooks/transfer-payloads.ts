import type { Emulator } from "../emulator.ts";
import { gid } from "../ids.ts";
import type { Shop } from "../state.ts";
import type { InventoryShipment, InventoryTransfer } from "../transfer-state.ts";

/** What Shopify puts into these payloads is documented nowhere we could read: the global id alone is taken for sure. */
export function sendTransferWebhook(
  emulator: Emulator,
  shop: Shop,
  transfer: InventoryTransfer,
  event: "ready_to_ship" | "updated" | "complete" | "cancel",
): void {
  emulator.publish({ kind: "shop", shop: shop.domain });
  emulator.sendWebhook(shop, `inventory_transfers/${event}`, () => ({
    admin_graphql_api_id: gid("InventoryTransfer", transfer.id),
  }));
}

export function sendShipmentWebhook(
  emulator: Emulator,
  shop: Shop,
  shipment: InventoryShipment,
  event: "create" | "mark_in_transit" | "update_tracking" | "receive_items",
): void {
  emulator.publish({ kind: "shop", shop: shop.domain });
  emulator.sendWebhook(shop, `inventory_shipments/${event}`, () => ({
    admin_graphql_api_id: gid("InventoryShipment", shipment.id),
  }));
}
