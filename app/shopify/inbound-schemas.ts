import { z } from "zod";
import { gidOf, pageInfo, userErrors } from "./answer-shapes.ts";

const item = z.object({ id: gidOf("InventoryItem") }).nullable();
const place = z.object({ location: z.object({ id: gidOf("Location") }).nullable() }).nullable();
const tracking = z.object({ arrivesAt: z.string().nullable() }).nullable();
const transferLines = z.object({
  nodes: z.array(
    z.object({ id: z.string(), inventoryItem: item, totalQuantity: z.number(), shippedQuantity: z.number() }),
  ),
  pageInfo,
});
const shipmentLines = z.object({
  nodes: z.array(
    z.object({ id: z.string(), inventoryItem: item, quantity: z.number(), unreceivedQuantity: z.number() }),
  ),
  pageInfo,
});
const transferNode = z.object({
  id: z.string(),
  name: z.string(),
  origin: place,
  destination: place,
  lineItems: transferLines,
  shipments: z.object({ nodes: z.array(z.object({ id: z.string(), status: z.string(), tracking })) }),
});
const shipmentNode = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  tracking,
  lineItems: shipmentLines.nullable(),
});
export type TransferNode = z.infer<typeof transferNode>;
export type ShipmentNode = z.infer<typeof shipmentNode>;

const idPage = z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo });
export const inboundSchemas = {
  transfers: z.object({ inventoryTransfers: z.object({ nodes: z.array(transferNode), pageInfo }) }),
  transferLines: z.object({ inventoryTransfer: z.object({ lineItems: transferLines }).nullable() }),
  shipments: z.object({ inventoryShipments: z.object({ nodes: z.array(shipmentNode), pageInfo }).nullable() }),
  shipmentLines: z.object({ inventoryShipment: z.object({ lineItems: shipmentLines.nullable() }).nullable() }),
  shipmentIds: z.object({ inventoryShipments: idPage.nullable() }),
  locations: z.object({
    locations: z.object({ nodes: z.array(z.object({ id: gidOf("Location") })), pageInfo }),
  }),
  subscriptions: z.object({
    webhookSubscriptions: z.object({
      nodes: z.array(z.object({ id: z.string(), topic: z.string(), uri: z.string() })),
    }),
  }),
  subscribe: z.object({ webhookSubscriptionCreate: z.object({ userErrors }).nullable() }),
};
