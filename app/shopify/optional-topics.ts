import type { inboundScopes } from "../supply/inbound/inbound-scopes.ts";
import { type WebhookTopic, topicThatAsks } from "./webhook-topics.ts";
type InboundScope = (typeof inboundScopes)[number];

const shipmentEvents = [
  "add_items",
  "create",
  "delete",
  "mark_in_transit",
  "remove_items",
  "update_item_quantities",
  "update_tracking",
] as const;
const transferEvents = [
  "add_items",
  "cancel",
  "complete",
  "ready_to_ship",
  "remove_items",
  "update_item_quantities",
  "updated",
] as const;

/** Topics of optional scopes and the scope each asks for: subscribed to per shop, once it is granted. */
export const scopeOfOptionalTopic: Record<string, InboundScope> = {
  ...Object.fromEntries(
    transferEvents.map((event) => [`inventory_transfers/${event}`, "read_inventory_transfers" as const]),
  ),
  ...Object.fromEntries(
    shipmentEvents.map((event) => [`inventory_shipments/${event}`, "read_inventory_shipments" as const]),
  ),
  "inventory_shipments/receive_items": "read_inventory_shipments_received_items",
};

/** Of transfers and shipments all that are open are read again: a shipment does not say where it goes. */
export const optionalTopics: Record<string, WebhookTopic> = Object.fromEntries(
  Object.keys(scopeOfOptionalTopic).map((topic) => [topic, topicThatAsks("read-inbound")]),
);
