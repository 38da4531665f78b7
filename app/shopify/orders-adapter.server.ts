import { z } from "zod";
import type { LedgerLine, LedgerOrder, OrdersPort } from "../backorders/orders-port.ts";
import { allPages } from "./all-pages.ts";
import { gidOf, pageInfo, updatedSince } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import { ReadChangedOrders, ReadOrderLines, ReadOrders } from "./documents/orders.ts";
import { readJsonLines } from "./read-json-lines.ts";

const lineShape = z
  .object({
    id: z.string(),
    name: z.string(),
    currentQuantity: z.number(),
    unfulfilledQuantity: z.number(),
    customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
    variant: z
      .object({ id: gidOf("ProductVariant"), inventoryItem: z.object({ id: gidOf("InventoryItem") }) })
      .nullable(),
  })
  .transform(({ id, name, currentQuantity, unfulfilledQuantity, customAttributes, variant }): LedgerLine => ({
    lineId: id,
    variantId: variant?.id ?? null,
    inventoryItemId: variant?.inventoryItem.id ?? null,
    title: name,
    quantityUnits: currentQuantity,
    unfulfilledUnits: Math.max(0, unfulfilledQuantity),
    properties: customAttributes.map(({ key, value }) => ({ key, value: value ?? "" })),
  }));

const orderFacts = z.object({
  id: z.string(),
  name: z.string(),
  test: z.boolean(),
  fullyPaid: z.boolean(),
  sourceName: z.string().nullable(),
  createdAt: z.string(),
  processedAt: z.string(),
  cancelledAt: z.string().nullable(),
  updatedAt: z.string(),
  retailLocation: z.object({ id: gidOf("Location") }).nullable(),
});
const linesPage = z.object({ nodes: z.array(lineShape), pageInfo });
const orderNodes = z.object({ nodes: z.array(orderFacts.extend({ lineItems: linesPage }).nullable()) });
const orderLines = z.object({ order: z.object({ lineItems: linesPage }).nullable() });
const changedOrders = z.object({ orders: z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo }) });
const childLine = z.object({ __parentId: z.string() });

/** Orders in one query: five with forty lines each stay under Shopify's 1,000 points. */
const ordersAtOnce = 5;
const batchOrders = 500;

export function ordersAdapter(client: ShopifyClient): OrdersPort {
  async function moreLines(id: string, after: string): Promise<LedgerLine[]> {
    const found: LedgerLine[] = [];
    const pages = allPages(async (cursor) => {
      const { order } = await client.query(ReadOrderLines, { id, after: cursor ?? after }, orderLines);
      return order?.lineItems ?? { nodes: [], pageInfo: { hasNextPage: false } };
    });
    for await (const page of pages) found.push(...page);
    return found;
  }

  return {
    async readOrders(orderIds) {
      const orders: LedgerOrder[] = [];
      for (let from = 0; from < orderIds.length; from += ordersAtOnce) {
        const ids = orderIds.slice(from, from + ordersAtOnce);
        const { nodes } = await client.query(ReadOrders, { ids }, orderNodes);
        for (const node of nodes) {
          if (node === null) continue;
          const { lineItems, ...facts } = node;
          const { hasNextPage, endCursor } = lineItems.pageInfo;
          const rest = hasNextPage && endCursor != null ? await moreLines(facts.id, endCursor) : [];
          orders.push(ledgerOrder(facts, [...lineItems.nodes, ...rest]));
        }
      }
      return orders;
    },

    async *readOrderResult(url, fromByte) {
      let orders: LedgerOrder[] = [];
      let lastWholeByte = fromByte;
      let readByte = fromByte;
      for await (const lines of readJsonLines(await client.download(url, { fromByte }), fromByte)) {
        for (const { value, endByte } of lines) {
          const child = childLine.safeParse(value);
          if (child.success) {
            // The operation groups its objects: an order's lines follow it.
            orders.at(-1)?.lines.push(lineShape.parse(value));
          } else {
            lastWholeByte = readByte;
            if (orders.length >= batchOrders) {
              yield { orders, endByte: lastWholeByte };
              orders = [];
            }
            orders.push(ledgerOrder(orderFacts.parse(value), []));
          }
          readByte = endByte;
        }
      }
      if (orders.length > 0) yield { orders, endByte: readByte };
    },

    async *readChangedOrders(since) {
      const pages = allPages(async (after) => {
        const variables = { query: updatedSince(since), after };
        return (await client.query(ReadChangedOrders, variables, changedOrders)).orders;
      });
      for await (const page of pages) yield page.map(({ id }) => id);
    },
  };
}

function ledgerOrder(facts: z.infer<typeof orderFacts>, lines: LedgerLine[]): LedgerOrder {
  return {
    orderId: facts.id,
    name: facts.name,
    locationId: facts.retailLocation?.id ?? null,
    source: sourceOf(facts.sourceName),
    channel: facts.sourceName,
    isTest: facts.test,
    isPaid: facts.fullyPaid,
    placedAt: facts.processedAt,
    cancelledAt: facts.cancelledAt,
    updatedAt: facts.updatedAt,
    lines,
  };
}

function sourceOf(sourceName: string | null): LedgerOrder["source"] {
  switch (sourceName) {
    case "web":
      return "web";
    case "pos":
      return "pos";
    case "shopify_draft_order":
      return "draft";
    default:
      return "other";
  }
}
