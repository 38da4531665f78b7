const needed: Record<string, string[]> = {
  products: ["read_products"],
  variants: ["read_products"],
  collections: ["read_products"],
  inventory_items: ["read_inventory", "read_products"],
  inventory_levels: ["read_inventory"],
  inventory_transfers: ["read_inventory_transfers"],
  inventory_shipments: ["read_inventory_shipments"],
  locations: ["read_locations"],
  orders: ["read_orders", "read_marketplace_orders"],
  refunds: ["read_orders", "read_marketplace_orders"],
  fulfillments: ["read_fulfillments", "read_marketplace_orders"],
  fulfillment_orders: [
    "read_merchant_managed_fulfillment_orders",
    "read_assigned_fulfillment_orders",
    "read_third_party_fulfillment_orders",
    "read_marketplace_fulfillment_orders",
  ],
  themes: ["read_themes"],
  customers: ["read_customers"],
  locales: ["read_locales"],
};

/** Topics that ask for more than the others of their resource. */
const neededByTopic: Record<string, string[]> = {
  "inventory_shipments/receive_items": ["read_inventory_shipments_received_items"],
};

/** The scopes of which one lets an app subscribe to this topic; empty where none is needed. */
export const scopesOfTopic = (topic: string): string[] =>
  neededByTopic[topic] ?? needed[topic.split("/")[0] ?? ""] ?? [];
