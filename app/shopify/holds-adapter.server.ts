import { z } from "zod";
import type { HeldOrder, HoldResult, HoldsPort } from "../backorders/holds-port.ts";
import { inParallel } from "../in-parallel.ts";
import { gidOf, pageInfo, refuseUserErrors, userErrors } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import {
  AddOrderTags,
  HoldFulfillmentOrder,
  ReadHeldOrders,
  ReleaseHolds,
  RemoveOrderTags,
} from "./documents/holds.ts";

const fulfillmentOrder = z.object({
  id: z.string(),
  status: z.string(),
  assignedLocation: z.object({ location: z.object({ id: gidOf("Location") }).nullable() }),
  fulfillmentHolds: z.array(z.object({ id: z.string(), heldByRequestingApp: z.boolean() })),
  lineItems: z.object({
    nodes: z.array(z.object({ id: z.string(), remainingQuantity: z.number(), lineItem: z.object({ id: z.string() }) })),
    pageInfo,
  }),
});
const heldOrders = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        tags: z.array(z.string()),
        fulfillmentOrders: z.object({ nodes: z.array(fulfillmentOrder), pageInfo }),
      })
      .nullable(),
  ),
});
const holdAnswer = z.object({ fulfillmentOrderHold: z.object({ userErrors }) });
const releaseAnswer = z.object({ fulfillmentOrderReleaseHold: z.object({ userErrors }) });
const tagsAdded = z.object({ tagsAdd: z.object({ userErrors }) });
const tagsRemoved = z.object({ tagsRemove: z.object({ userErrors }) });

/**
 * Orders in one query with their fulfilment orders and those's lines, each under Shopify's 1,000 points. What has more is
 * read again by itself, with the next shape; beyond the last one we would plan on half an order, so it is left alone.
 */
const shapes = [
  { orders: 4, units: 4, lines: 25 },
  { orders: 1, units: 8, lines: 55 },
  { orders: 1, units: 3, lines: 150 },
] as const;
const queriesAtOnce = 4;

/** Holds on fulfilment orders and tags on orders. */
export function holdsAdapter(client: ShopifyClient): HoldsPort {
  async function read(orderIds: readonly string[], [shape, ...rest]: readonly (typeof shapes)[number][]) {
    const orders: HeldOrder[] = [];
    if (shape === undefined) return orders;
    const chunks = Array.from({ length: Math.ceil(orderIds.length / shape.orders) }, (_, at) =>
      orderIds.slice(at * shape.orders, (at + 1) * shape.orders),
    );
    await inParallel(chunks, queriesAtOnce, async (ids) => {
      const variables = { ids, units: shape.units, lines: shape.lines };
      const { nodes } = await client.query(ReadHeldOrders, variables, heldOrders);
      for (const node of nodes) {
        if (node === null) continue;
        if (isWhole(node)) orders.push(heldOrder(node));
        else orders.push(...(await read([node.id], rest)));
      }
    });
    return orders;
  }

  return {
    readHeldOrders: (orderIds) => read(orderIds, shapes),

    async holdFulfillmentOrder(id, { handle, notes, lines }) {
      const hold = {
        reason: "INVENTORY_OUT_OF_STOCK",
        reasonNotes: notes,
        handle,
        notifyMerchant: false,
        ...(lines === null
          ? {}
          : { fulfillmentOrderLineItems: lines.map(({ id: lineId, units }) => ({ id: lineId, quantity: units })) }),
      };
      const answer = await client.query(HoldFulfillmentOrder, { id, hold }, holdAnswer);
      const errors = answer.fulfillmentOrderHold.userErrors;
      // Asked for before, and the answer was lost.
      return resultOf(errors.filter(({ code }) => code !== "DUPLICATE_FULFILLMENT_HOLD_HANDLE"));
    },

    async releaseHolds(id, holdIds) {
      const answer = await client.query(ReleaseHolds, { id, holdIds }, releaseAnswer);
      return resultOf(answer.fulfillmentOrderReleaseHold.userErrors);
    },

    async tagOrder(orderId, { add, remove }) {
      if (add.length > 0) {
        const { tagsAdd } = await client.query(AddOrderTags, { id: orderId, tags: add }, tagsAdded);
        refuseUserErrors("tagsAdd", tagsAdd.userErrors);
      }
      if (remove.length === 0) return;
      const { tagsRemove } = await client.query(RemoveOrderTags, { id: orderId, tags: remove }, tagsRemoved);
      refuseUserErrors("tagsRemove", tagsRemove.userErrors);
    },
  };
}

function resultOf(errors: z.infer<typeof userErrors>): HoldResult {
  const [first] = errors;
  return first === undefined ? { ok: true } : { ok: false, message: first.message };
}

type HeldOrderNode = NonNullable<z.infer<typeof heldOrders>["nodes"][number]>;

function isWhole({ fulfillmentOrders: { nodes, pageInfo: page } }: HeldOrderNode): boolean {
  return !page.hasNextPage && nodes.every(({ lineItems }) => !lineItems.pageInfo.hasNextPage);
}

function heldOrder({ id, tags, fulfillmentOrders }: HeldOrderNode): HeldOrder {
  return {
    orderId: id,
    tags,
    fulfillmentOrders: fulfillmentOrders.nodes.map((each) => ({
      id: each.id,
      status: each.status,
      locationId: each.assignedLocation.location?.id ?? null,
      lines: each.lineItems.nodes
        .filter(({ remainingQuantity }) => remainingQuantity > 0)
        .map((line) => ({ id: line.id, lineId: line.lineItem.id, remainingUnits: line.remainingQuantity })),
      ownHoldIds: each.fulfillmentHolds.filter((hold) => hold.heldByRequestingApp).map((hold) => hold.id),
      hasOtherHolds: each.fulfillmentHolds.some((hold) => !hold.heldByRequestingApp),
    })),
  };
}
