import { randomUUID } from "node:crypto";
import { gid, idOf } from "../../ids.ts";
import { decimal, graphqlInstant } from "../../instants.ts";
import { changeLevel, levelAt } from "../../levels.ts";
import { orderTotalMinor, refundableQuantity, refundMinorOf, unfulfilledQuantity } from "../../order-figures.ts";
import type { LineItem, Order, Refund, RefundLine } from "../../order-state.ts";
import type { Shop } from "../../state.ts";
import { removeUnits } from "../../remove-units.ts";
import { orderPayload, refundPayload } from "../../webhooks/order-payloads.ts";
import { connect } from "../connection.ts";
import { userError, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { money } from "./money.ts";

type LineInput = { lineItemId: string; quantity: number; restockType?: string; locationId?: string };

type RefundLineOf = RefundLine & { order: Order };

const lineOf = (order: Order, id: unknown): LineItem | undefined =>
  order.lines.find((line) => line.id === idOf(id, "LineItem"));

/** What was paid for these units, their share of the order's discount taken off: it is never worked out anew for the rest. */
const totalOf = (order: Order, lines: RefundLine[]): number =>
  lines.reduce((sum, each) => {
    const line = lineOf(order, each.lineItemId);
    return sum + (line ? refundMinorOf(line, each.quantity) : 0);
  }, 0);

const pricesOf = (order: Order, lines: RefundLine[]): number =>
  lines.reduce((sum, each) => sum + each.quantity * (lineOf(order, each.lineItemId)?.unitPriceMinor ?? 0), 0);

const shippingLeftMinor = (order: Order): number => (order.shippingMinor ?? 0) - (order.refundedShippingMinor ?? 0);

const minorOf = (amount: unknown): number => Math.round(Number(amount) * 100);

/** What the customer paid and did not get back. */
export const netPaymentMinor = (shop: Shop, order: Order): number =>
  order.paidAt === null
    ? 0
    : order.refundIds.reduce((sum, id) => sum - (shop.refunds.get(id)?.totalMinor ?? 0), orderTotalMinor(order));

/** What Shopify proposes to give back for these lines; nothing for an order that was not paid. */
export function suggestRefund(order: Order, args: Args, context: Context): unknown {
  const inputs = (args.refundLineItems ?? []) as LineInput[];
  const lines: RefundLine[] =
    args.suggestFullRefund === true
      ? order.lines.map((line) => ({
          lineItemId: line.id,
          quantity: refundableQuantity(line),
          restockType: "NO_RESTOCK",
          locationId: null,
        }))
      : inputs.map((input) => ({
          lineItemId: idOf(input.lineItemId, "LineItem") ?? -1,
          quantity: input.quantity,
          restockType: input.restockType ?? "NO_RESTOCK",
          locationId: idOf(input.locationId, "Location"),
        }));
  const shippingMinor =
    args.shippingAmount != null
      ? Math.min(minorOf(args.shippingAmount), shippingLeftMinor(order))
      : args.refundShipping === true
        ? shippingLeftMinor(order)
        : 0;
  const maximumMinor = netPaymentMinor(context.shop, order);
  const amountMinor = Math.min(totalOf(order, lines) + shippingMinor, maximumMinor);
  return { order, lines, shippingMinor, amountMinor, maximumMinor, amount: money(amountMinor, context) };
}

function createRefund(args: Args, context: Context): unknown {
  const { shop, emulator } = context;
  const input = args.input as {
    orderId: string;
    note?: string;
    refundLineItems?: LineInput[];
    shipping?: { amount?: unknown; fullRefund?: boolean };
    transactions?: { amount: unknown; kind: string; parentId?: string }[];
    allowOverRefunding?: boolean;
  };
  const order = shop.orders.get(idOf(input.orderId, "Order") ?? -1);
  const refuse = (field: string[], message: string) => ({
    order: order ?? null,
    refund: null,
    userErrors: [userError(field, message)],
  });
  if (!order) return refuse(["orderId"], "Order does not exist");
  const inputs = input.refundLineItems ?? [];
  for (const [index, each] of inputs.entries()) {
    const field = ["refundLineItems", String(index)];
    const line = lineOf(order, each.lineItemId);
    if (!line) return refuse([...field, "lineItemId"], "Line item does not exist");
    if (each.quantity > refundableQuantity(line))
      return refuse([...field, "quantity"], "Quantity cannot refund more items than were purchased");
    if (each.restockType === "CANCEL" && each.quantity > unfulfilledQuantity(line))
      return refuse([...field, "quantity"], "Quantity cannot cancel more items than are unfulfilled");
    if (each.restockType === "RETURN" && each.locationId == null)
      return refuse([...field, "locationId"], "Location is required to restock");
  }
  const shippingMinor =
    input.shipping?.fullRefund === true ? shippingLeftMinor(order) : minorOf(input.shipping?.amount ?? 0);
  if (shippingMinor > shippingLeftMinor(order))
    return refuse(["shipping", "amount"], "Shipping refund exceeds what was paid");
  const totalMinor = (input.transactions ?? []).reduce((sum, each) => sum + minorOf(each.amount), 0);
  if (totalMinor > netPaymentMinor(shop, order) && input.allowOverRefunding !== true)
    return refuse(["transactions"], "Refund amount cannot exceed the amount that was paid");
  if (totalMinor > 0 && emulator.apiShape.refuseRefunds)
    return refuse(["transactions"], "The payment gateway declined the refund");
  const eventId = randomUUID();
  const refund: Refund = {
    id: emulator.nextId(),
    orderId: order.id,
    note: input.note ?? null,
    lines: inputs.map((each) => ({
      lineItemId: idOf(each.lineItemId, "LineItem")!,
      quantity: each.quantity,
      restockType: each.restockType ?? "NO_RESTOCK",
      locationId: idOf(each.locationId, "Location"),
    })),
    shippingMinor,
    totalMinor,
    createdAt: emulator.clock.now(),
  };
  order.refundedShippingMinor = (order.refundedShippingMinor ?? 0) + shippingMinor;
  for (const each of refund.lines) {
    const line = lineOf(order, each.lineItemId)!;
    line.refundedQuantity += each.quantity;
    if (each.restockType === "CANCEL") removeUnits(emulator, shop, order, line, each.quantity, true, eventId);
    else if (each.restockType === "RETURN" && each.locationId !== null) putBack(context, line, each, eventId);
  }
  shop.refunds.set(refund.id, refund);
  order.refundIds.push(refund.id);
  if (totalMinor > 0) order.financialStatus = netPaymentMinor(shop, order) <= 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
  order.updatedAt = emulator.clock.now();
  emulator.sendWebhook(shop, "refunds/create", () => refundPayload(shop, refund), { eventId });
  emulator.sendWebhook(shop, "orders/updated", () => orderPayload(shop, order), { eventId });
  emulator.publish({ kind: "order", shop: shop.domain, orderId: order.id });
  return { order, refund, userErrors: [] };
}

function putBack({ emulator, shop }: Context, line: LineItem, each: RefundLine, eventId: string): void {
  const variant = line.variantId === null ? undefined : shop.variants.get(line.variantId);
  const item = variant && shop.inventoryItems.get(variant.inventoryItemId);
  const level = item?.tracked ? levelAt(item, each.locationId!) : undefined;
  if (item && level) changeLevel(emulator, shop, item, level, { available: each.quantity }, eventId);
}

const linesOf = (order: Order, lines: RefundLine[]): RefundLineOf[] => lines.map((each) => ({ ...each, order }));

type Suggested = {
  order: Order;
  lines: RefundLine[];
  shippingMinor: number;
  amountMinor: number;
  maximumMinor: number;
  amount: unknown;
};

export const refundFields: ResolverMap = {
  Refund: {
    id: (refund: Refund) => gid("Refund", refund.id),
    legacyResourceId: (refund: Refund) => refund.id,
    note: (refund: Refund) => refund.note,
    order: (refund: Refund, _, { shop }) => shop.orders.get(refund.orderId),
    createdAt: (refund: Refund) => graphqlInstant(refund.createdAt),
    processedAt: (refund: Refund) => graphqlInstant(refund.createdAt),
    updatedAt: (refund: Refund) => graphqlInstant(refund.createdAt),
    totalRefundedSet: (refund: Refund, _, context) => money(refund.totalMinor, context),
    transactions: (refund: Refund, args, context) =>
      connect(refund.totalMinor > 0 ? [refund] : [], args, context, { id: (each) => each.id }),
    refundLineItems: (refund: Refund, args, context) =>
      connect(linesOf(context.shop.orders.get(refund.orderId)!, refund.lines), args, context, {
        id: (each) => each.lineItemId,
      }),
  },
  RefundLineItem: {
    lineItem: (each: RefundLineOf) => lineOf(each.order, each.lineItemId),
    quantity: (each: RefundLineOf) => each.quantity,
    restockType: (each: RefundLineOf) => each.restockType,
    restocked: (each: RefundLineOf) => each.restockType === "CANCEL" || each.restockType === "RETURN",
    location: (each: RefundLineOf, _, { shop }) =>
      each.locationId === null ? null : shop.locations.get(each.locationId),
    subtotalSet: (each: RefundLineOf, _, context) => money(totalOf(each.order, [each]), context),
    priceSet: (each: RefundLineOf, _, context) =>
      money(lineOf(each.order, each.lineItemId)?.unitPriceMinor ?? 0, context),
  },
  SuggestedRefund: {
    amount: (each: Suggested) => decimal(each.amountMinor),
    amountSet: (each: Suggested) => each.amount,
    subtotalSet: (each: Suggested, _, context) => money(pricesOf(each.order, each.lines), context),
    discountedSubtotalSet: (each: Suggested, _, context) => money(totalOf(each.order, each.lines), context),
    totalCartDiscountAmountSet: (each: Suggested, _, context) =>
      money(pricesOf(each.order, each.lines) - totalOf(each.order, each.lines), context),
    maximumRefundableSet: (each: Suggested, _, context) => money(each.maximumMinor, context),
    shipping: (each: Suggested) => each,
    totalTaxSet: (_: Suggested, __, context) => money(0, context),
    refundLineItems: (each: Suggested) => linesOf(each.order, each.lines),
    suggestedTransactions: (each: Suggested) => (each.amountMinor > 0 ? [each] : []),
  },
  SuggestedOrderTransaction: {
    amountSet: (each: Suggested) => each.amount,
    gateway: () => "shopify_payments",
    kind: () => "SUGGESTED_REFUND",
    parentTransaction: (each: Suggested) => each.order,
  },
  ShippingRefund: {
    amount: (each: Suggested) => decimal(each.shippingMinor),
    amountSet: (each: Suggested, _, context) => money(each.shippingMinor, context),
    maximumRefundableSet: (each: Suggested, _, context) => money(shippingLeftMinor(each.order), context),
    taxSet: (_: Suggested, __, context) => money(0, context),
  },
};

export const refundMutations: Fields<unknown> = { refundCreate: (_, args, context) => createRefund(args, context) };
