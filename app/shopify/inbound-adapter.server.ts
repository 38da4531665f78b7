import { ShopifyRejected } from "../errors.ts";
import type { LocationGid } from "../ids.ts";
import { log } from "../log.server.ts";
import type { InboundPort, ReadInboundLine } from "../supply/inbound/inbound-port.ts";
import { inboundScopes } from "../supply/inbound/inbound-scopes.ts";
import { allPages } from "./all-pages.ts";
import type { ShopifyClient } from "./client.server.ts";
import {
  ReadActiveLocations,
  ReadOpenShipments,
  ReadOpenTransfers,
  ReadShipmentLines,
  ReadShipmentsTo,
  ReadSubscriptions,
  ReadTransferLines,
  Subscribe,
} from "./documents/inbound.ts";
import { inboundSchemas as schemas, type ShipmentNode, type TransferNode } from "./inbound-schemas.ts";
import { scopeOfOptionalTopic } from "./optional-topics.ts";
import { readInstallation } from "./read-installation.server.ts";

const noPage = { nodes: [], pageInfo: { hasNextPage: false } };

/** Transfers and shipments, within Shopify's limits on cost, and the shop's own subscriptions to them. */
export function inboundAdapter(client: ShopifyClient, appUrl: string): InboundPort {
  const canReadInbound = async () => {
    const { scopes } = await readInstallation(client);
    return inboundScopes.every((scope) => scopes.has(scope));
  };
  return {
    canReadInbound,

    async readOpenInbound() {
      if (!(await canReadInbound())) return null;
      const transfers = await readTransfers(client);
      const shipments = await readShipments(client);
      const ways = await waysOf(client, transfers, shipments);
      return [...transfers.flatMap(linesOfTransfer), ...shipments.flatMap((each) => linesOfShipment(each, ways))];
    },

    async watchInbound() {
      const { scopes } = await readInstallation(client);
      const topics = Object.entries(scopeOfOptionalTopic)
        .filter(([, scope]) => scopes.has(scope))
        .map(([topic]) => topic.replace("/", "_").toUpperCase());
      if (topics.length > 0) await subscribe(client, topics, new URL("/webhooks", appUrl).href);
      return inboundScopes.every((scope) => scopes.has(scope));
    },
  };
}

async function subscribe(client: ShopifyClient, topics: string[], uri: string): Promise<void> {
  const { webhookSubscriptions } = await client.query(ReadSubscriptions, { topics }, schemas.subscriptions);
  const made = new Set(webhookSubscriptions.nodes.filter((each) => each.uri === uri).map(({ topic }) => topic));
  for (const topic of topics) {
    if (made.has(topic)) continue;
    const { webhookSubscriptionCreate: answer } = await client.query(Subscribe, { topic, uri }, schemas.subscribe);
    const errors = answer?.userErrors ?? [];
    // Two set-ups at once: the other one has made it.
    if (errors.length === 0 || errors.some(({ message }) => message.includes("already been taken"))) continue;
    if (errors.some(({ message }) => message.includes("permission"))) {
      log.warn({ topic }, "Shopify does not let us hear of this topic; the hourly look makes up for it");
      continue;
    }
    throw new ShopifyRejected(
      "Subscribe",
      errors.map(({ field, message }) => ({ field: field ?? null, message })),
    );
  }
}

async function readTransfers(client: ShopifyClient): Promise<TransferNode[]> {
  const found: TransferNode[] = [];
  const pages = allPages(
    async (after) => (await client.query(ReadOpenTransfers, { after }, schemas.transfers)).inventoryTransfers,
  );
  for await (const page of pages) found.push(...page);
  for (const { id, lineItems } of found) {
    const { hasNextPage, endCursor } = lineItems.pageInfo;
    if (!hasNextPage) continue;
    const more = allPages(async (after) => {
      const variables = { id, after: after ?? endCursor };
      return (
        (await client.query(ReadTransferLines, variables, schemas.transferLines)).inventoryTransfer?.lineItems ?? noPage
      );
    });
    for await (const page of more) lineItems.nodes.push(...page);
  }
  return found;
}

async function readShipments(client: ShopifyClient): Promise<ShipmentNode[]> {
  const found: ShipmentNode[] = [];
  const pages = allPages(
    async (after) => (await client.query(ReadOpenShipments, { after }, schemas.shipments)).inventoryShipments ?? noPage,
  );
  for await (const page of pages) found.push(...page);
  for (const { id, lineItems } of found) {
    if (!lineItems?.pageInfo.hasNextPage) continue;
    const { endCursor } = lineItems.pageInfo;
    const more = allPages(async (after) => {
      const variables = { id, after: after ?? endCursor };
      return (
        (await client.query(ReadShipmentLines, variables, schemas.shipmentLines)).inventoryShipment?.lineItems ?? noPage
      );
    });
    for await (const page of more) lineItems.nodes.push(...page);
  }
  return found;
}

interface Way {
  to: LocationGid;
  from: LocationGid | null;
  transferId: string | null;
}

/** Where each shipment goes: its transfer says; of one that belongs to no transfer we know, Shopify's search does. */
async function waysOf(
  client: ShopifyClient,
  transfers: readonly TransferNode[],
  shipments: readonly ShipmentNode[],
): Promise<Map<string, Way>> {
  const ways = new Map<string, Way>();
  for (const { id: transferId, origin, destination, shipments: own } of transfers) {
    const to = destination?.location?.id;
    if (to === undefined) continue;
    for (const { id } of own.nodes) ways.set(id, { to, from: origin?.location?.id ?? null, transferId });
  }
  const isUnknown = () => shipments.some(({ id }) => !ways.has(id));
  if (!isUnknown()) return ways;
  const places = allPages(
    async (after) => (await client.query(ReadActiveLocations, { after }, schemas.locations)).locations,
  );
  for await (const page of places) {
    for (const { id: to } of page) {
      if (!isUnknown()) return ways;
      const number = to.slice(to.lastIndexOf("/") + 1);
      const query = `destination_id:${number} AND (status:in_transit OR status:partially_received)`;
      const found = allPages(
        async (after) =>
          (await client.query(ReadShipmentsTo, { query, after }, schemas.shipmentIds)).inventoryShipments ?? noPage,
      );
      for await (const ids of found)
        for (const { id } of ids) if (!ways.has(id)) ways.set(id, { to, from: null, transferId: null });
    }
  }
  return ways;
}

/** What of a transfer is in no shipment on its way; the draft of one says when it arrives. */
function linesOfTransfer({ id, name, origin, destination, lineItems, shipments }: TransferNode): ReadInboundLine[] {
  const to = destination?.location?.id;
  if (to === undefined) return [];
  const arrivals = shipments.nodes
    .filter(({ status }) => status === "DRAFT")
    .flatMap((each) => each.tracking?.arrivesAt ?? []);
  return lineItems.nodes.flatMap((line) => {
    const units = line.totalQuantity - line.shippedQuantity;
    if (line.inventoryItem === null || units <= 0) return [];
    return {
      id: line.id,
      kind: "transfer" as const,
      parentId: id,
      transferId: null,
      name,
      inventoryItemId: line.inventoryItem.id,
      locationId: to,
      originLocationId: origin?.location?.id ?? null,
      status: "ready" as const,
      quantityUnits: line.totalQuantity,
      unreceivedUnits: units,
      // The last of several: no unit is told earlier than it comes.
      arrivesAt: arrivals.toSorted().at(-1) ?? null,
    };
  });
}

function linesOfShipment(
  { id, name, status, tracking: carrier, lineItems }: ShipmentNode,
  ways: ReadonlyMap<string, Way>,
): ReadInboundLine[] {
  const way = ways.get(id);
  if (way === undefined) return [];
  return (lineItems?.nodes ?? []).flatMap((line) => {
    if (line.inventoryItem === null || line.unreceivedQuantity <= 0) return [];
    return {
      id: line.id,
      kind: "shipment" as const,
      parentId: id,
      transferId: way.transferId,
      name,
      inventoryItemId: line.inventoryItem.id,
      locationId: way.to,
      originLocationId: way.from,
      status: status === "PARTIALLY_RECEIVED" ? ("partly-received" as const) : ("in-transit" as const),
      quantityUnits: line.quantity,
      unreceivedUnits: line.unreceivedQuantity,
      arrivesAt: carrier?.arrivesAt ?? null,
    };
  });
}
