/** Stock on its way to a location, from another one or from outside (`originId` null). */
export type InventoryTransfer = {
  id: number;
  /** As the admin shows it: `#T0001`. */
  name: string;
  status: "DRAFT" | "READY_TO_SHIP" | "IN_PROGRESS" | "TRANSFERRED" | "CANCELED";
  originId: number | null;
  destinationId: number;
  lines: TransferLine[];
  shipmentIds: number[];
  createdAt: number;
  updatedAt: number;
};

export type TransferLine = { id: number; inventoryItemId: number; quantity: number };

export type InventoryShipment = {
  id: number;
  /** `#T0001-1` */
  name: string;
  transferId: number;
  status: "DRAFT" | "IN_TRANSIT" | "PARTIALLY_RECEIVED" | "RECEIVED";
  /** `tracking.arrivesAt`. */
  arrivesAt: number | null;
  lines: ShipmentLine[];
  createdAt: number;
  shippedAt: number | null;
  receivedAt: number | null;
};

export type ShipmentLine = {
  id: number;
  inventoryItemId: number;
  quantity: number;
  accepted: number;
  rejected: number;
};

export const unreceived = (line: ShipmentLine): number => Math.max(0, line.quantity - line.accepted - line.rejected);
