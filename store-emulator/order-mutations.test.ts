import { afterEach, beforeEach, expect, test } from "vitest";
import { importProductCsv } from "./catalogue/import-product-csv.ts";
import { findVariant } from "./find-variant.ts";
import { gid } from "./ids.ts";
import { currentTotalMinor } from "./order-figures.ts";
import type { FulfillmentOrder, Order } from "./order-state.ts";
import { placeOrder } from "./place-order.ts";
import { productCsv } from "./testing/csv-row.ts";
import { startTestShop, type TestShop } from "./testing/start-test-shop.ts";

let shop: TestShop;
let order: Order;
let routed: FulfillmentOrder;

beforeEach(async () => {
  shop = await startTestShop();
  importProductCsv(shop.running.emulator, shop.shop, productCsv(["mug", "MUG", 0, "continue"]), { track: false });
  shop.shop.installation!.scopes.push(
    "write_orders",
    "write_order_edits",
    "write_merchant_managed_fulfillment_orders",
    "write_fulfillments",
  );
  const found = findVariant(shop.shop, { sku: "MUG" });
  const placed = placeOrder(shop.running.emulator, shop.shop, { lines: [{ found, quantity: 5 }] });
  if (!placed.ok) throw new Error(placed.reason);
  order = placed.order;
  await shop.until(() => shop.shop.fulfillmentOrders.size === 1);
  routed = [...shop.shop.fulfillmentOrders.values()][0]!;
});
afterEach(() => shop.close());

const level = () => findVariant(shop.shop, { sku: "MUG" }).item.levels[0]!;
const lineId = () => gid("LineItem", order.lines[0]!.id);

test("a refund that cancels units takes them off the order and gives the room back, once for its key", async () => {
  const refund = `mutation ($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "r") {
    refund { totalRefundedSet { shopMoney { amount } } refundLineItems(first: 1) { nodes { quantity restockType } } }
    userErrors { field message } } }`;
  const input = {
    orderId: gid("Order", order.id),
    refundLineItems: [{ lineItemId: lineId(), quantity: 2, restockType: "CANCEL" }],
    transactions: [{ orderId: gid("Order", order.id), amount: "20.00", gateway: "shopify_payments", kind: "REFUND" }],
  };
  const { data } = await shop.graphql(refund, { input });
  await shop.graphql(refund, { input });
  expect(data.refundCreate).toMatchObject({
    refund: { totalRefundedSet: { shopMoney: { amount: "20.00" } }, refundLineItems: { nodes: [{ quantity: 2 }] } },
    userErrors: [],
  });
  expect(order).toMatchObject({ financialStatus: "PARTIALLY_REFUNDED", lines: [{ currentQuantity: 3 }] });
  expect(level()).toMatchObject({ available: -3, committed: 3 });
});

const suggest = `query ($id: ID!, $lines: [RefundLineItemInput!], $shipping: Boolean) { order(id: $id) {
  netPaymentSet { shopMoney { amount } }
  suggestedRefund(refundLineItems: $lines, refundShipping: $shipping) {
    amountSet { presentmentMoney { amount } } shipping { amountSet { presentmentMoney { amount } } }
    suggestedTransactions { gateway amountSet { presentmentMoney { amount } } parentTransaction { id } } } } }`;
const create = `mutation ($key: String!, $input: RefundInput!) {
  refundCreate(input: $input) @idempotent(key: $key) { refund { id } userErrors { message } } }`;

function placeDiscounted() {
  const found = findVariant(shop.shop, { sku: "MUG" });
  const lines = [
    { found, quantity: 3 },
    { found, quantity: 1 },
  ];
  const placed = placeOrder(shop.running.emulator, shop.shop, { lines, discountMinor: 1001, shippingMinor: 490 });
  if (!placed.ok) throw new Error(placed.reason);
  return placed.order;
}

test("a proposed refund takes off the units' share of the discount, and the shipping only where it is asked for", async () => {
  const discounted = placeDiscounted();
  const [line] = discounted.lines;
  const lines = [{ lineItemId: gid("LineItem", line!.id), quantity: 2, restockType: "CANCEL" }];
  const read = async (shipping: boolean) =>
    (await shop.graphql(suggest, { id: gid("Order", discounted.id), lines, shipping })).data.order;
  // 40.00 less 10.01 and 4.90 for shipping were paid; 7.50 of the discount lie on the three, 5.00 on two of them.
  expect(await read(false)).toMatchObject({
    netPaymentSet: { shopMoney: { amount: "34.89" } },
    suggestedRefund: { amountSet: { presentmentMoney: { amount: "15.00" } } },
  });
  expect(await read(true)).toMatchObject({
    suggestedRefund: {
      amountSet: { presentmentMoney: { amount: "19.90" } },
      shipping: { amountSet: { presentmentMoney: { amount: "4.90" } } },
    },
  });
});

test("a refund gives back what its transactions say, no more than was paid, and nothing where the gateway declines", async () => {
  const discounted = placeDiscounted();
  const orderId = gid("Order", discounted.id);
  const input = (amount: string) => ({
    orderId,
    refundLineItems: [{ lineItemId: gid("LineItem", discounted.lines[0]!.id), quantity: 3, restockType: "CANCEL" }],
    transactions: [{ orderId, amount, gateway: "shopify_payments", kind: "REFUND" }],
  });
  const refund = async (key: string, amount: string) =>
    (await shop.graphql(create, { key, input: input(amount) })).data.refundCreate;
  expect(await refund("a", "34.90")).toMatchObject({ refund: null });
  shop.running.emulator.apiShape.refuseRefunds = true;
  expect(await refund("b", "22.50")).toMatchObject({ userErrors: [{ message: expect.stringContaining("declined") }] });
  expect(discounted.lines[0]!.currentQuantity).toBe(3);
  shop.running.emulator.apiShape.refuseRefunds = false;
  expect(await refund("c", "22.50")).toMatchObject({ userErrors: [] });
  expect(discounted).toMatchObject({ financialStatus: "PARTIALLY_REFUNDED", lines: [{ currentQuantity: 0 }, {}] });
  expect(currentTotalMinor(discounted)).toBe(3489 - 2250);
});

test("a partial hold splits the fulfilment order, and a second one on it is refused", async () => {
  const hold = `mutation ($id: ID!, $hold: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
    fulfillmentHold { id heldByRequestingApp } fulfillmentOrder { status lineItems(first: 1) { nodes { remainingQuantity } } }
    remainingFulfillmentOrder { status lineItems(first: 1) { nodes { remainingQuantity } } } userErrors { code } } }`;
  const part = (handle: string) => ({
    id: gid("FulfillmentOrder", routed.id),
    hold: {
      reason: "INVENTORY_OUT_OF_STOCK",
      handle,
      fulfillmentOrderLineItems: [{ id: gid("FulfillmentOrderLineItem", routed.lines[0]!.id), quantity: 3 }],
    },
  });
  const { data } = await shop.graphql(hold, part("a"));
  expect(data.fulfillmentOrderHold).toMatchObject({
    fulfillmentOrder: { status: "ON_HOLD", lineItems: { nodes: [{ remainingQuantity: 3 }] } },
    remainingFulfillmentOrder: { status: "OPEN", lineItems: { nodes: [{ remainingQuantity: 2 }] } },
  });
  expect((await shop.graphql(hold, part("b"))).data.fulfillmentOrderHold).toMatchObject({
    userErrors: [{ code: "FULFILLMENT_ORDER_NOT_SPLITTABLE" }],
  });
  const release = `mutation ($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { fulfillmentOrder { status } userErrors { message } } }`;
  expect((await shop.graphql(release, { id: gid("FulfillmentOrder", routed.id) })).data).toMatchObject({
    fulfillmentOrderReleaseHold: { fulfillmentOrder: { status: "OPEN" } },
  });
});

test("an edit is staged, then committed as a whole", async () => {
  const begun = await shop.graphql(
    "mutation ($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id lineItems(first: 1) { nodes { id quantity } } } } }",
    { id: gid("Order", order.id) },
  );
  const { calculatedOrder } = begun.data.orderEditBegin as {
    calculatedOrder: { id: string; lineItems: { nodes: { id: string }[] } };
  };
  await shop.graphql(
    "mutation ($id: ID!, $line: ID!) { orderEditSetQuantity(id: $id, lineItemId: $line, quantity: 1, restock: true) { userErrors { message } } }",
    { id: calculatedOrder.id, line: calculatedOrder.lineItems.nodes[0]!.id },
  );
  expect(order.lines[0]!.currentQuantity).toBe(5);
  await shop.graphql("mutation ($id: ID!) { orderEditCommit(id: $id) { userErrors { message } } }", {
    id: calculatedOrder.id,
  });
  expect(order.lines[0]!.currentQuantity).toBe(1);
  expect(level()).toMatchObject({ available: -1, committed: 1 });
});

test("a cancellation answers with a job and happens a moment later", async () => {
  const { data } = await shop.graphql(
    "mutation ($id: ID!) { orderCancel(orderId: $id, reason: INVENTORY, restock: true) { job { id done } orderCancelUserErrors { message } } }",
    { id: gid("Order", order.id) },
  );
  expect(data.orderCancel).toMatchObject({ job: { done: false }, orderCancelUserErrors: [] });
  expect(order.cancelledAt).toBeNull();
  await shop.until(() => order.cancelledAt !== null);
  expect(level()).toMatchObject({ available: 0, committed: 0 });
});

test("fulfilling part of a fulfilment order leaves the rest", async () => {
  const { data } = await shop.graphql(
    `mutation ($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { fulfillment { totalQuantity } userErrors { message } } }`,
    {
      f: {
        lineItemsByFulfillmentOrder: [
          {
            fulfillmentOrderId: gid("FulfillmentOrder", routed.id),
            fulfillmentOrderLineItems: [{ id: gid("FulfillmentOrderLineItem", routed.lines[0]!.id), quantity: 2 }],
          },
        ],
      },
    },
  );
  expect(data.fulfillmentCreate).toMatchObject({ fulfillment: { totalQuantity: 2 }, userErrors: [] });
  const read =
    "{ orders(first: 1) { nodes { displayFulfillmentStatus lineItems(first: 1) { nodes { unfulfilledQuantity } } } } }";
  expect((await shop.graphql(read)).data.orders).toEqual({
    nodes: [{ displayFulfillmentStatus: "PARTIALLY_FULFILLED", lineItems: { nodes: [{ unfulfilledQuantity: 3 }] } }],
  });
});

test("a webhook subscription of the app's own making is delivered and can be deleted", async () => {
  const create = `mutation { webhookSubscriptionCreate(topic: FULFILLMENT_ORDERS_HOLD_RELEASED, webhookSubscription: {uri: "/own"}) {
    webhookSubscription { id topic uri } userErrors { message } } }`;
  const { data } = await shop.graphql(create);
  const made = data.webhookSubscriptionCreate as { webhookSubscription: { id: string; topic: string } };
  expect(made.webhookSubscription.topic).toBe("FULFILLMENT_ORDERS_HOLD_RELEASED");
  await shop.graphql("mutation ($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { userErrors { message } } }", {
    id: gid("FulfillmentOrder", routed.id),
  });
  await shop.until(() => shop.received.some((each) => each.topic === "fulfillment_orders/hold_released"));
  await shop.graphql("mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }", {
    id: made.webhookSubscription.id,
  });
  expect(shop.shop.webhookSubscriptions).toEqual([]);
});
