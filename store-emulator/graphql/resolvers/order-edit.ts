import { editOrder } from "../../edit-order.ts";
import { gid, idOf, parseGid } from "../../ids.ts";
import type { LineItem, Order } from "../../order-state.ts";
import { connect } from "../connection.ts";
import { userError, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { money } from "./money.ts";

type Staged = {
  id: number;
  order: Order;
  quantities: Map<number, { quantity: number; restock: boolean }>;
  /** The order's shipping line is taken off. */
  withoutShipping: boolean;
  committed: boolean;
};

type CalculatedLine = { staged: Staged; line: LineItem };

const key = (id: number) => `order-edit:${id}`;

function stagedOf(args: Args, { emulator }: Context): Staged | null {
  const parsed = parseGid(String(args.id));
  if (parsed?.type !== "CalculatedOrder" && parsed?.type !== "OrderEditSession") return null;
  return (emulator.memory.get(key(parsed.id)) as Staged | undefined) ?? null;
}

const quantityOf = ({ staged, line }: CalculatedLine): number =>
  staged.quantities.get(line.id)?.quantity ?? line.currentQuantity;

function begin(args: Args, { shop, emulator }: Context): unknown {
  const order = shop.orders.get(idOf(args.id, "Order") ?? -1);
  if (!order || order.cancelledAt !== null)
    return {
      calculatedOrder: null,
      orderEditSession: null,
      userErrors: [userError(["id"], order ? "The order cannot be edited." : "The order does not exist.")],
    };
  const staged: Staged = {
    id: emulator.nextId(),
    order,
    quantities: new Map(),
    withoutShipping: false,
    committed: false,
  };
  emulator.memory.set(key(staged.id), staged);
  return { calculatedOrder: staged, orderEditSession: staged, userErrors: [] };
}

function setQuantity(args: Args, context: Context): unknown {
  const staged = stagedOf(args, context);
  const lineId = idOf(args.lineItemId, "CalculatedLineItem") ?? idOf(args.lineItemId, "LineItem");
  const line = staged?.order.lines.find((each) => each.id === lineId);
  const refuse = (field: string, message: string) => ({
    calculatedLineItem: null,
    calculatedOrder: staged,
    orderEditSession: staged,
    userErrors: [userError([field], message)],
  });
  if (!staged) return refuse("id", "The calculated order does not exist.");
  if (!line) return refuse("lineItemId", "The line item does not exist.");
  const quantity = args.quantity as number;
  if (quantity < line.fulfilledQuantity) return refuse("quantity", "The quantity is below what was fulfilled.");
  staged.quantities.set(line.id, { quantity, restock: args.restock === true });
  return { calculatedLineItem: { staged, line }, calculatedOrder: staged, orderEditSession: staged, userErrors: [] };
}

/** An order's one shipping line goes by the order's own number. */
function removeShipping(args: Args, context: Context): unknown {
  const staged = stagedOf(args, context);
  const refuse = (field: string, message: string) => ({
    calculatedOrder: staged,
    orderEditSession: staged,
    userErrors: [{ ...userError([field], message), code: "INVALID" }],
  });
  if (!staged) return refuse("id", "The calculated order does not exist.");
  if (idOf(args.shippingLineId, "CalculatedShippingLine") !== staged.order.id || staged.withoutShipping)
    return refuse("shippingLineId", "The shipping line does not exist.");
  staged.withoutShipping = true;
  return { calculatedOrder: staged, orderEditSession: staged, userErrors: [] };
}

function commitEdit(args: Args, context: Context): unknown {
  const staged = stagedOf(args, context);
  if (!staged || staged.committed)
    return {
      order: null,
      successMessages: [],
      userErrors: [userError(["id"], "The calculated order does not exist.")],
    };
  const edits = [...staged.quantities].map(([lineItemId, each]) => ({ lineItemId, ...each }));
  const result = editOrder(context.emulator, context.shop, staged.order, edits);
  if (!result.ok) return { order: null, successMessages: [], userErrors: [userError(["id"], result.reason)] };
  if (staged.withoutShipping) staged.order.shippingMinor = 0;
  staged.committed = true;
  context.emulator.memory.delete(key(staged.id));
  return { order: staged.order, successMessages: ["Order updated"], userErrors: [] };
}

export const orderEditFields: ResolverMap = {
  CalculatedOrder: {
    id: (staged: Staged) => gid("CalculatedOrder", staged.id),
    committed: (staged: Staged) => staged.committed,
    originalOrder: (staged: Staged) => staged.order,
    lineItems: (staged: Staged, args, context) =>
      connect(
        staged.order.lines.map((line): CalculatedLine => ({ staged, line })),
        args,
        context,
        { id: (each) => each.line.id },
      ),
    shippingLines: (staged: Staged) => (staged.order.shippingMinor === undefined ? [] : [staged]),
    totalPriceSet: (staged: Staged, _, context) =>
      money(
        staged.order.lines.reduce((sum, line) => sum + quantityOf({ staged, line }) * line.unitPriceMinor, 0),
        context,
      ),
  },
  CalculatedShippingLine: {
    id: (staged: Staged) => gid("CalculatedShippingLine", staged.order.id),
    price: (staged: Staged, _, context) => money(staged.order.shippingMinor ?? 0, context),
    stagedStatus: (staged: Staged) => (staged.withoutShipping ? "REMOVED" : "NONE"),
    title: () => "Standard",
  },
  OrderEditSession: { id: (staged: Staged) => gid("OrderEditSession", staged.id) },
  CalculatedLineItem: {
    id: (each: CalculatedLine) => gid("CalculatedLineItem", each.line.id),
    quantity: quantityOf,
    editableQuantity: (each: CalculatedLine) => quantityOf(each) - each.line.fulfilledQuantity,
    editableQuantityBeforeChanges: ({ line }: CalculatedLine) => line.currentQuantity - line.fulfilledQuantity,
    sku: ({ line }: CalculatedLine) => line.sku,
    title: ({ line }: CalculatedLine) => line.title,
    restocking: ({ staged, line }: CalculatedLine) => staged.quantities.get(line.id)?.restock ?? false,
    restockable: () => true,
    variant: ({ line }: CalculatedLine, _, { shop }) => shop.variants.get(line.variantId ?? -1) ?? null,
  },
};

export const orderEditMutations: Fields<unknown> = {
  orderEditBegin: (_, args, context) => begin(args, context),
  orderEditSetQuantity: (_, args, context) => setQuantity(args, context),
  orderEditRemoveShippingLine: (_, args, context) => removeShipping(args, context),
  orderEditCommit: (_, args, context) => commitEdit(args, context),
};
