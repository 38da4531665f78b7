import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import type { Location } from "../../state.ts";
import { shipmentsOf, shippingOf } from "../../transfer-figures.ts";
import {
  type InventoryShipment,
  type InventoryTransfer,
  type ShipmentLine,
  type TransferLine,
  unreceived,
} from "../../transfer-state.ts";
import { connect } from "../connection.ts";
import type { Context, Fields, ResolverMap } from "../context.ts";
import { byInstant, byNumber, byWord, compileSearch, type Filters } from "../search.ts";
import { counted } from "./money.ts";

type TransferLineOf = { transfer: InventoryTransfer; line: TransferLine };

const instant = (at: number | null) => (at === null ? null : graphqlInstant(at));
const snapshot = (id: number | null, { shop }: Context) => (id === null ? null : (shop.locations.get(id) ?? null));
const sum = (lines: readonly ShipmentLine[], units: (line: ShipmentLine) => number) =>
  lines.reduce((total, line) => total + units(line), 0);

const transfer: Fields<InventoryTransfer> = {
  id: (transfer) => gid("InventoryTransfer", transfer.id),
  name: (transfer) => transfer.name,
  status: (transfer) => transfer.status,
  dateCreated: (transfer) => graphqlInstant(transfer.createdAt),
  note: () => null,
  referenceName: () => null,
  tags: () => [],
  origin: (transfer, _, context) => snapshot(transfer.originId, context),
  destination: (transfer, _, context) => snapshot(transfer.destinationId, context),
  totalQuantity: (transfer) => transfer.lines.reduce((total, { quantity }) => total + quantity, 0),
  receivedQuantity: (transfer, _, { shop }) =>
    sum(
      shipmentsOf(shop, transfer).flatMap(({ lines }) => lines),
      (line) => line.accepted + line.rejected,
    ),
  lineItems: (transfer, args, context) =>
    connect(
      transfer.lines.map((line): TransferLineOf => ({ transfer, line })),
      args,
      context,
      { id: ({ line }) => line.id },
    ),
  lineItemsCount: (transfer, args) => counted(transfer.lines.length, args.limit),
  shipments: (transfer, args, context) =>
    connect(shipmentsOf(context.shop, transfer), args, context, { id: (each) => each.id }),
};

const transferLine: Fields<TransferLineOf> = {
  id: ({ line }) => gid("InventoryTransferLineItem", line.id),
  inventoryItem: ({ line }, _, { shop }) => shop.inventoryItems.get(line.inventoryItemId) ?? null,
  totalQuantity: ({ line }) => line.quantity,
  shippedQuantity: ({ transfer, line }, _, { shop }) => shippingOf(shop, transfer, line).shipped,
  pickedForShipmentQuantity: ({ transfer, line }, _, { shop }) => shippingOf(shop, transfer, line).picked,
  shippableQuantity: ({ transfer, line }, _, { shop }) => line.quantity - shippingOf(shop, transfer, line).shipped,
  processableQuantity: ({ transfer, line }, _, { shop }) => {
    const { picked, shipped } = shippingOf(shop, transfer, line);
    return line.quantity - picked - shipped;
  },
};

const shipment: Fields<InventoryShipment> = {
  id: (shipment) => gid("InventoryShipment", shipment.id),
  name: (shipment) => shipment.name,
  status: (shipment) => shipment.status,
  barcode: () => null,
  dateCreated: (shipment) => graphqlInstant(shipment.createdAt),
  dateShipped: (shipment) => instant(shipment.shippedAt),
  dateReceived: (shipment) => instant(shipment.receivedAt),
  tracking: (shipment) => shipment,
  lineItemTotalQuantity: (shipment) => sum(shipment.lines, (line) => line.quantity),
  totalAcceptedQuantity: (shipment) => sum(shipment.lines, (line) => line.accepted),
  totalRejectedQuantity: (shipment) => sum(shipment.lines, (line) => line.rejected),
  totalReceivedQuantity: (shipment) => sum(shipment.lines, (line) => line.accepted + line.rejected),
  lineItems: (shipment, args, context) => connect(shipment.lines, args, context, { id: (line) => line.id }),
  lineItemsCount: (shipment, args) => counted(shipment.lines.length, args.limit),
};

const shipmentLine: Fields<ShipmentLine> = {
  id: (line) => gid("InventoryShipmentLineItem", line.id),
  inventoryItem: (line, _, { shop }) => shop.inventoryItems.get(line.inventoryItemId) ?? null,
  quantity: (line) => line.quantity,
  acceptedQuantity: (line) => line.accepted,
  rejectedQuantity: (line) => line.rejected,
  unreceivedQuantity: unreceived,
};

const tracking: Fields<InventoryShipment> = {
  arrivesAt: (shipment) => instant(shipment.arrivesAt),
  company: () => null,
  trackingNumber: () => null,
  trackingUrl: () => null,
};

export const transferFields: ResolverMap = {
  InventoryTransfer: transfer,
  InventoryTransferLineItem: transferLine,
  InventoryShipment: shipment,
  InventoryShipmentLineItem: shipmentLine,
  InventoryShipmentTracking: tracking,
  LocationSnapshot: {
    location: (location: Location) => location,
    name: (location: Location) => location.name,
    address: (location: Location) => location,
    snapshottedAt: (location: Location) => graphqlInstant(location.updatedAt),
  },
};

const transferFilters: Filters<InventoryTransfer> = {
  fields: {
    id: byNumber((each) => each.id),
    status: byWord((each) => each.status),
    created_at: byInstant((each) => each.createdAt),
    origin_id: byNumber((each) => each.originId ?? -1),
    destination_id: byNumber((each) => each.destinationId),
  },
  text: (each, word) => each.name.toLowerCase().includes(word),
};

const shipmentFilters = ({ shop }: Context): Filters<InventoryShipment> => ({
  fields: {
    id: byNumber((each) => each.id),
    status: byWord((each) => each.status),
    destination_id: byNumber((each) => shop.transfers.get(each.transferId)?.destinationId ?? -1),
  },
  text: (each, word) => each.name.toLowerCase().includes(word),
});

export const transferQueries: Fields<unknown> = {
  inventoryTransfers: (_, args, context) => {
    const matches = compileSearch(args.query, transferFilters);
    return connect([...context.shop.transfers.values()].filter(matches), args, context, { id: (each) => each.id });
  },
  inventoryTransfer: (_, args, { shop }) => shop.transfers.get(idOf(args.id, "InventoryTransfer") ?? -1) ?? null,
  inventoryShipments: (_, args, context) => {
    const matches = compileSearch(args.query, shipmentFilters(context));
    return connect([...context.shop.shipments.values()].filter(matches), args, context, { id: (each) => each.id });
  },
  inventoryShipment: (_, args, { shop }) => shop.shipments.get(idOf(args.id, "InventoryShipment") ?? -1) ?? null,
};
