import type { Shop } from "./state.ts";
import type { InventoryShipment, InventoryTransfer, TransferLine } from "./transfer-state.ts";

export const shipmentsOf = (shop: Shop, transfer: InventoryTransfer): InventoryShipment[] =>
  transfer.shipmentIds.flatMap((id) => shop.shipments.get(id) ?? []);

/** Units of a transfer's line in its shipments: picked are those of drafts, shipped all others. */
export function shippingOf(shop: Shop, transfer: InventoryTransfer, line: TransferLine) {
  const figures = { picked: 0, shipped: 0 };
  for (const shipment of shipmentsOf(shop, transfer))
    for (const each of shipment.lines)
      if (each.inventoryItemId === line.inventoryItemId)
        figures[shipment.status === "DRAFT" ? "picked" : "shipped"] += each.quantity;
  return figures;
}
