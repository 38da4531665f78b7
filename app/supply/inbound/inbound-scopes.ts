/** What transfers and shipments ask for: on the Incoming page, which says why. */
export const inboundScopes = [
  "read_inventory_transfers",
  "read_inventory_shipments",
  "read_inventory_shipments_received_items",
] as const;
