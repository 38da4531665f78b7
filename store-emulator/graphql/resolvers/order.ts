import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import {
  currentSubtotalMinor,
  currentTotalMinor,
  displayFulfillmentStatus,
  orderTotalMinor,
  refundableQuantity,
  subtotalMinor,
  unfulfilledQuantity,
} from "../../order-figures.ts";
import type { Attribute, LineItem, Order, Refund } from "../../order-state.ts";
import { confirmationNumber } from "../../confirmation-number.ts";
import { fulfillmentOrdersOf } from "../../route-order.ts";
import type { Customer, Shop } from "../../state.ts";
import { connect } from "../connection.ts";
import { badRequest, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { isGranted } from "../../scopes.ts";
import { byFlag, byInstant, byNumber, byWord, compileSearch, type Filters } from "../search.ts";
import { thisApp } from "./app.ts";
import { storeCreditAccountsOf } from "./store-credit.ts";
import { metafieldsOfOwner } from "./metafield.ts";
import { counted, money } from "./money.ts";
import { netPaymentMinor, suggestRefund } from "./refund.ts";

const daysWithoutAllOrders = 60;

/** Without read_all_orders an app sees the orders of the last 60 days. */
function isVisible(order: Order, { scopes, emulator }: Context): boolean {
  const oldest = emulator.clock.now() - daysWithoutAllOrders * 86_400_000;
  return order.createdAt >= oldest || isGranted(scopes, "read_all_orders");
}

/** The order of that id, if the app may see it. */
export function visibleOrder(context: Context, id: number): Order | null {
  const found = context.shop.orders.get(id);
  return found && isVisible(found, context) ? found : null;
}

const sourceName = (order: Order): string => (order.source === "draft" ? "shopify_draft_order" : order.source);

const statusWord = (order: Order): string =>
  order.cancelledAt !== null ? "cancelled" : order.closedAt !== null ? "closed" : "open";

const filters: Filters<Order> = {
  fields: {
    id: byNumber((order) => order.id),
    name: byWord((order) => [order.name, order.name.replace("#", "")]),
    created_at: byInstant((order) => order.createdAt),
    updated_at: byInstant((order) => order.updatedAt),
    processed_at: byInstant((order) => order.processedAt),
    status: (order, _, value) =>
      value === "any" || (value === "not_closed" ? statusWord(order) !== "closed" : statusWord(order) === value),
    financial_status: byWord((order) => order.financialStatus),
    fulfillment_status: byWord((order) => {
      const words: Record<string, string[]> = {
        UNFULFILLED: ["unfulfilled", "unshipped"],
        PARTIALLY_FULFILLED: ["partial", "partially_fulfilled"],
        FULFILLED: ["fulfilled", "shipped"],
      };
      return words[displayFulfillmentStatus(order)] ?? [];
    }),
    tag: byWord((order) => order.tags),
    tag_not: (order, comparison, value) => !byWord<Order>((each) => each.tags)(order, comparison, value),
    email: byWord((order) => order.email),
    source_name: byWord(sourceName),
    sku: byWord((order) => order.lines.flatMap((line) => line.sku ?? [])),
    test: byFlag((order) => order.isTest),
  },
  text: (order, word) => order.name.toLowerCase().includes(word) || (order.email ?? "").toLowerCase().includes(word),
};

const sortKeys: Record<string, (order: Order) => number> = {
  ID: (order) => order.id,
  CREATED_AT: (order) => order.createdAt,
  PROCESSED_AT: (order) => order.processedAt,
  UPDATED_AT: (order) => order.updatedAt,
  ORDER_NUMBER: (order) => order.number,
  TOTAL_PRICE: (order) => orderTotalMinor(order),
};

function selected(args: Args, context: Context): Order[] {
  const matches = compileSearch(args.query, filters);
  return [...context.shop.orders.values()].filter((order) => isVisible(order, context) && matches(order));
}

const instant = (at: number | null) => (at === null ? null : graphqlInstant(at));

/** An app that was not granted Level 2 of protected customer data reads null. */
const protectedText = (text: string | null, { emulator }: Context) =>
  emulator.apiShape.protectedCustomerData === 2 ? text : null;

const order: Fields<Order> = {
  id: (order) => gid("Order", order.id),
  legacyResourceId: (order) => order.id,
  name: (order) => order.name,
  number: (order) => order.number,
  confirmationNumber,
  email: (order, _, context) => protectedText(order.email, context),
  phone: () => null,
  note: (order) => order.note,
  tags: (order) => [...order.tags].sort(),
  test: (order) => order.isTest,
  sourceName,
  channelInformation: (order) => order,
  app: (order) => order,
  customerLocale: (order) => order.locale,
  currencyCode: (_, __, { shop }) => shop.currencyCode,
  presentmentCurrencyCode: (_, __, { shop }) => shop.currencyCode,
  customAttributes: (order) => order.customAttributes,
  customer: (order, _, { shop }) => (order.customerId === null ? null : (shop.customers.get(order.customerId) ?? null)),
  displayFinancialStatus: (order) => order.financialStatus,
  paymentTerms: (order) => (order.hasPaymentTerms === true ? order : null),
  displayFulfillmentStatus,
  fullyPaid: (order) => order.paidAt !== null,
  unpaid: (order) => order.paidAt === null,
  confirmed: () => true,
  closed: (order) => order.closedAt !== null,
  edited: (order) => order.isEdited,
  capturable: (order) => order.financialStatus === "AUTHORIZED",
  refundable: (order) => order.lines.some((line) => refundableQuantity(line) > 0),
  restockable: (order) => order.lines.some((line) => line.currentQuantity > 0),
  fulfillable: (order) => order.cancelledAt === null && order.lines.some((line) => unfulfilledQuantity(line) > 0),
  merchantEditable: (order) => order.cancelledAt === null,
  requiresShipping: (order) => order.lines.some((line) => line.requiresShipping),
  retailLocation: (order, _, { shop }) =>
    order.retailLocationId === null ? null : (shop.locations.get(order.retailLocationId) ?? null),
  statusPageUrl: (order, _, { emulator, shop }) => `${emulator.url}/store/${shop.domain}/orders/${order.id}`,
  createdAt: (order) => graphqlInstant(order.createdAt),
  processedAt: (order) => graphqlInstant(order.processedAt),
  updatedAt: (order) => graphqlInstant(order.updatedAt),
  cancelledAt: (order) => instant(order.cancelledAt),
  cancelReason: (order) => order.cancelReason,
  closedAt: (order) => instant(order.closedAt),
  subtotalLineItemsQuantity: (order) => order.lines.reduce((sum, line) => sum + line.quantity, 0),
  currentSubtotalLineItemsQuantity: (order) => order.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
  totalPriceSet: (order, _, context) => money(orderTotalMinor(order), context),
  subtotalPriceSet: (order, _, context) => money(subtotalMinor(order), context),
  totalShippingPriceSet: (order, _, context) => money(order.shippingMinor ?? 0, context),
  currentTotalPriceSet: (order, _, context) => money(currentTotalMinor(order), context),
  currentSubtotalPriceSet: (order, _, context) => money(currentSubtotalMinor(order), context),
  totalOutstandingSet: (order, _, context) => money(order.paidAt === null ? currentTotalMinor(order) : 0, context),
  totalReceivedSet: (order, _, context) => money(order.paidAt === null ? 0 : orderTotalMinor(order), context),
  netPaymentSet: (order, _, context) => money(netPaymentMinor(context.shop, order), context),
  transactions: (order, args) => [order].slice(0, (args.first as number | null | undefined) ?? undefined),
  shippingAddress: (order) => (order.lines.some((line) => line.requiresShipping) ? order : null),
  totalRefundedSet: (order, _, context) =>
    money(
      order.refundIds.reduce((sum, id) => sum + (context.shop.refunds.get(id)?.totalMinor ?? 0), 0),
      context,
    ),
  lineItems: (order, args, context) => connect(order.lines, args, context, { id: (line) => line.id }),
  fulfillmentOrders: (order, args, context) => {
    if (args.query != null) throw badRequest("the emulator does not know fulfillmentOrders(query:) of an order");
    return connect(fulfillmentOrdersOf(context.shop, order), args, context, { id: (each) => each.id });
  },
  fulfillments: (order, args, { shop }) =>
    order.fulfillmentIds
      .flatMap((id) => shop.fulfillments.get(id) ?? [])
      .slice(0, (args.first as number | null | undefined) ?? undefined),
  refunds: (order, args, { shop }) =>
    order.refundIds
      .flatMap((id) => shop.refunds.get(id) ?? [])
      .slice(0, (args.first as number | null | undefined) ?? undefined),
  suggestedRefund: (order, args, context) => suggestRefund(order, args, context),
  ...metafieldsOfOwner<Order>((order) => order.metafields),
};

const variantOf = (line: LineItem, shop: Shop) =>
  line.variantId === null ? null : (shop.variants.get(line.variantId) ?? null);

const lineItem: Fields<LineItem> = {
  id: (line) => gid("LineItem", line.id),
  name: (line) => (line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title),
  title: (line) => line.title,
  variantTitle: (line) => line.variantTitle,
  sku: (line) => line.sku,
  vendor: (line) => line.vendor,
  quantity: (line) => line.quantity,
  currentQuantity: (line) => line.currentQuantity,
  unfulfilledQuantity,
  nonFulfillableQuantity: (line) => line.quantity - line.currentQuantity,
  fulfillableQuantity: unfulfilledQuantity,
  refundableQuantity,
  requiresShipping: (line) => line.requiresShipping,
  restockable: (line) => line.currentQuantity > 0,
  isGiftCard: (line) => line.isGiftCard,
  taxable: () => true,
  merchantEditable: () => true,
  customAttributes: (line) => line.customAttributes,
  product: (line, _, { shop }) => (line.productId === null ? null : (shop.products.get(line.productId) ?? null)),
  variant: (line, _, { shop }) => variantOf(line, shop),
  originalUnitPriceSet: (line, _, context) => money(line.unitPriceMinor, context),
  discountedUnitPriceSet: (line, _, context) => money(line.unitPriceMinor, context),
  originalTotalSet: (line, _, context) => money(line.unitPriceMinor * line.quantity, context),
  discountedTotalSet: (line, _, context) => money(line.unitPriceMinor * line.quantity, context),
  unfulfilledOriginalTotalSet: (line, _, context) => money(line.unitPriceMinor * unfulfilledQuantity(line), context),
};

const customer: Fields<Customer> = {
  id: (customer) => gid("Customer", customer.id),
  legacyResourceId: (customer) => customer.id,
  email: (customer, _, context) => protectedText(customer.email, context),
  firstName: (customer, _, context) => protectedText(customer.firstName, context),
  lastName: (customer, _, context) => protectedText(customer.lastName, context),
  displayName: (customer, _, context) => protectedText(customer.firstName, context) ?? "",
  tags: (customer) => customer.tags,
  storeCreditAccounts: storeCreditAccountsOf,
  createdAt: (customer) => graphqlInstant(customer.createdAt),
  updatedAt: (customer) => graphqlInstant(customer.updatedAt),
};

export const orderFields: ResolverMap = {
  Order: order,
  LineItem: lineItem,
  Customer: customer,
  // A country alone is no protected field, as far as is known.
  MailingAddress: { countryCodeV2: (order: Order, _, { shop }) => order.countryCode ?? shop.countryCode },
  // The payment of an order, or the money of a refund.
  OrderTransaction: {
    id: (of: Order | Refund) => gid("OrderTransaction", of.id),
    kind: (of: Order | Refund) =>
      "orderId" in of ? "REFUND" : of.financialStatus === "AUTHORIZED" ? "AUTHORIZATION" : "SALE",
    status: (of: Order | Refund) => (!("orderId" in of) && of.financialStatus === "PENDING" ? "PENDING" : "SUCCESS"),
    gateway: () => "shopify_payments",
    amountSet: (of: Order | Refund, _, context) =>
      money("orderId" in of ? of.totalMinor : orderTotalMinor(of), context),
  },
  PaymentTerms: { id: (order: Order) => gid("PaymentTerms", order.id) },
  Attribute: { key: (each: Attribute) => each.key, value: (each: Attribute) => each.value },
  ChannelInformation: {
    id: (order: Order) => gid("ChannelInformation", order.id),
    channelId: (order: Order) => gid("Channel", order.id),
    displayName: (order: Order) => (order.source === "pos" ? "Point of Sale" : "Online Store"),
    app: () => thisApp,
  },
  OrderApp: {
    id: (order: Order) => gid("App", order.source === "pos" ? 129785 : 580111),
    name: (order: Order) => (order.source === "pos" ? "Point of Sale" : "Online Store"),
  },
};

export const orderQueries: Fields<unknown> = {
  orders: (_, args, context) => {
    const key = sortKeys[String(args.sortKey ?? "PROCESSED_AT")];
    if (!key) throw badRequest(`the emulator does not sort orders by ${String(args.sortKey)}`);
    return connect(selected(args, context), args, context, { id: (each) => each.id, value: key });
  },
  ordersCount: (_, args, context) => counted(selected(args, context).length, args.limit),
  order: (_, args, context) => visibleOrder(context, idOf(args.id, "Order") ?? -1),
};
