import { fulfilLines, settleOrder } from "../../fulfil-order.ts";
import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import type { Fulfillment, FulfillmentHold, FulfillmentOrder, FulfillmentOrderLine } from "../../order-state.ts";
import type { Shop } from "../../state.ts";
import { connect } from "../connection.ts";
import { userError, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { byInstant, byNumber, byWord, compileSearch, type Filters } from "../search.ts";
import { thisApp } from "./app.ts";
import { holdMutations } from "./hold-mutations.ts";
import { moveMutations } from "./move-mutations.ts";
import { money } from "./money.ts";

type LineOf = FulfillmentOrderLine & { fulfillmentOrder: FulfillmentOrder };

const lineItemOf = (line: LineOf, shop: Shop) =>
  shop.orders.get(line.fulfillmentOrder.orderId)!.lines.find((each) => each.id === line.lineItemId)!;

const filters: Filters<FulfillmentOrder> = {
  fields: {
    id: byNumber((each) => each.id),
    status: byWord((each) => each.status),
    updated_at: byInstant((each) => each.updatedAt),
    assigned_location_id: byNumber((each) => each.locationId),
  },
  text: () => false,
};

function supportedActions({ status, holds }: FulfillmentOrder): { action: string }[] {
  const actions: Record<string, string[]> = {
    OPEN: ["CREATE_FULFILLMENT", "HOLD", "SPLIT", "MOVE"],
    IN_PROGRESS: ["CREATE_FULFILLMENT", "HOLD"],
    ON_HOLD: holds.length > 0 ? ["RELEASE_HOLD", "HOLD"] : [],
  };
  return (actions[status] ?? []).map((action) => ({ action }));
}

const fulfillmentOrder: Fields<FulfillmentOrder> = {
  id: (each) => gid("FulfillmentOrder", each.id),
  status: (each) => each.status,
  requestStatus: () => "UNSUBMITTED",
  order: (each, _, { shop }) => shop.orders.get(each.orderId),
  orderId: (each) => gid("Order", each.orderId),
  orderName: (each, _, { shop }) => shop.orders.get(each.orderId)?.name,
  orderProcessedAt: (each, _, { shop }) => graphqlInstant(shop.orders.get(each.orderId)!.processedAt),
  assignedLocation: (each, _, { shop }) => shop.locations.get(each.locationId),
  fulfillmentHolds: (each) => each.holds,
  lineItems: (each, args, context) =>
    connect(
      each.lines.map((line): LineOf => ({ ...line, fulfillmentOrder: each })),
      args,
      context,
      { id: (line) => line.id },
    ),
  supportedActions,
  fulfillAt: () => null,
  fulfillBy: () => null,
  createdAt: (each) => graphqlInstant(each.createdAt),
  updatedAt: (each) => graphqlInstant(each.updatedAt),
};

const line: Fields<LineOf> = {
  id: (line) => gid("FulfillmentOrderLineItem", line.id),
  lineItem: (line, _, { shop }) => lineItemOf(line, shop),
  inventoryItemId: (line) => (line.inventoryItemId === null ? null : gid("InventoryItem", line.inventoryItemId)),
  totalQuantity: (line) => line.totalQuantity,
  remainingQuantity: (line) => line.remainingQuantity,
  sku: (line, _, { shop }) => lineItemOf(line, shop).sku,
  productTitle: (line, _, { shop }) => lineItemOf(line, shop).title,
  variantTitle: (line, _, { shop }) => lineItemOf(line, shop).variantTitle,
  vendor: (line, _, { shop }) => lineItemOf(line, shop).vendor,
  requiresShipping: (line, _, { shop }) => lineItemOf(line, shop).requiresShipping,
  variant: (line, _, { shop }) => shop.variants.get(lineItemOf(line, shop).variantId ?? -1) ?? null,
  originalUnitPriceSet: (line, _, context) => money(lineItemOf(line, context.shop).unitPriceMinor, context),
};

type LineRequest = { fulfillmentOrderId: string; fulfillmentOrderLineItems?: { id: string; quantity: number }[] };

function fulfillmentCreate(args: Args, context: Context): unknown {
  const { shop, emulator } = context;
  const requests = (args.fulfillment as { lineItemsByFulfillmentOrder: LineRequest[] }).lineItemsByFulfillmentOrder;
  const refuse = (message: string) => ({ fulfillment: null, userErrors: [userError(["fulfillment"], message)] });
  const plan: { each: FulfillmentOrder; lines: { lineItemId: number; quantity: number }[] }[] = [];
  for (const request of requests) {
    const each = shop.fulfillmentOrders.get(idOf(request.fulfillmentOrderId, "FulfillmentOrder") ?? -1);
    if (!each) return refuse("Fulfillment order does not exist.");
    if (each.status !== "OPEN" && each.status !== "IN_PROGRESS")
      return refuse(`Fulfillment order ${each.id} has an unfulfillable status= ${each.status.toLowerCase()}.`);
    const wanted = request.fulfillmentOrderLineItems;
    const lines = each.lines.map((one) => ({
      lineItemId: one.lineItemId,
      remaining: one.remainingQuantity,
      quantity: wanted
        ? (wanted.find((given) => idOf(given.id, "FulfillmentOrderLineItem") === one.id)?.quantity ?? 0)
        : one.remainingQuantity,
    }));
    if (lines.some((one) => one.quantity > one.remaining))
      return refuse("Invalid fulfillment order line item quantity requested.");
    plan.push({ each, lines: lines.filter((one) => one.quantity > 0) });
  }
  const orders = new Set(plan.map(({ each }) => each.orderId));
  if (orders.size !== 1) return refuse("All fulfillment orders must belong to the same order.");
  const order = shop.orders.get([...orders][0]!)!;
  const made = plan.map(({ each, lines }) => fulfilLines(emulator, shop, order, each, lines));
  settleOrder(emulator, shop, order);
  return { fulfillment: made[0], userErrors: [] };
}

export const fulfillmentFields: ResolverMap = {
  FulfillmentOrder: fulfillmentOrder,
  FulfillmentOrderLineItem: line,
  FulfillmentOrderAssignedLocation: {
    location: (location: object) => location,
    name: (location: { name: string }) => location.name,
    countryCode: (location: { countryCode: string }) => location.countryCode,
    city: (location: { city: string }) => location.city,
  },
  FulfillmentOrderSupportedAction: { action: (each: { action: string }) => each.action, externalUrl: () => null },
  FulfillmentHold: {
    id: (hold: FulfillmentHold) => gid("FulfillmentHold", hold.id),
    reason: (hold: FulfillmentHold) => hold.reason,
    displayReason: (hold: FulfillmentHold) => hold.reason.toLowerCase().replaceAll("_", " "),
    reasonNotes: (hold: FulfillmentHold) => hold.reasonNotes,
    handle: (hold: FulfillmentHold) => hold.handle,
    heldByApp: (hold: FulfillmentHold) => (hold.heldByApp ? thisApp : null),
    heldByRequestingApp: (hold: FulfillmentHold) => hold.heldByApp,
  },
  Fulfillment: {
    id: (each: Fulfillment) => gid("Fulfillment", each.id),
    legacyResourceId: (each: Fulfillment) => each.id,
    name: (each: Fulfillment, _, { shop }) => `${shop.orders.get(each.orderId)?.name ?? ""}.1`,
    status: () => "SUCCESS",
    displayStatus: () => "FULFILLED",
    order: (each: Fulfillment, _, { shop }) => shop.orders.get(each.orderId),
    location: (each: Fulfillment, _, { shop }) => shop.locations.get(each.locationId),
    totalQuantity: (each: Fulfillment) => each.lines.reduce((sum, one) => sum + one.quantity, 0),
    createdAt: (each: Fulfillment) => graphqlInstant(each.createdAt),
    updatedAt: (each: Fulfillment) => graphqlInstant(each.createdAt),
  },
};

export const fulfillmentQueries: Fields<unknown> = {
  fulfillmentOrders: (_, args, context) => {
    const matches = compileSearch(args.query, filters);
    const isOpen = (each: FulfillmentOrder) => args.includeClosed === true || each.status !== "CLOSED";
    return connect(
      [...context.shop.fulfillmentOrders.values()].filter((each) => isOpen(each) && matches(each)),
      args,
      context,
      { id: (each) => each.id },
    );
  },
  fulfillmentOrder: (_, args, { shop }) => shop.fulfillmentOrders.get(idOf(args.id, "FulfillmentOrder") ?? -1) ?? null,
};

export const fulfillmentMutations: Fields<unknown> = {
  ...holdMutations,
  ...moveMutations,
  fulfillmentCreate: (_, args, context) => fulfillmentCreate(args, context),
};
