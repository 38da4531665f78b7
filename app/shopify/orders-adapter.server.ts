import { z } from "zod";
import type { LedgerLine, LedgerOrder, OrdersPort, PlacedLine } from "../backorders/orders-port.ts";
import { inParallel } from "../in-parallel.ts";
import { allPages, pagesFrom } from "./all-pages.ts";
import { gidOf, pageInfo, updatedSince } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import { ReadChangedOrders, ReadOrderLines, ReadOrders, ReadOrderUnits, ReadUnitLines } from "./documents/orders.ts";
import { readJsonLines } from "./read-json-lines.ts";

const lineShape = z
  .object({
    id: z.string(),
    name: z.string(),
    quantity: z.number(),
    currentQuantity: z.number(),
    unfulfilledQuantity: z.number(),
    customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
    variant: z
      .object({ id: gidOf("ProductVariant"), inventoryItem: z.object({ id: gidOf("InventoryItem") }) })
      .nullable(),
  })
  .transform(({ id, name, quantity, currentQuantity, unfulfilledQuantity, customAttributes, variant }): LedgerLine => ({
    lineId: id,
    variantId: variant?.id ?? null,
    inventoryItemId: variant?.inventoryItem.id ?? null,
    title: name,
    orderedUnits: quantity,
    quantityUnits: currentQuantity,
    unfulfilledUnits: Math.max(0, unfulfilledQuantity),
    properties: customAttributes.map(({ key, value }) => ({ key, value: value ?? "" })),
  }));

const orderFacts = z.object({
  id: z.string(),
  name: z.string(),
  test: z.boolean(),
  displayFinancialStatus: z.string().nullable(),
  tags: z.array(z.string()),
  customerLocale: z.string().nullable(),
  paymentTerms: z.object({ id: z.string() }).nullish(),
  customer: z.object({ tags: z.array(z.string()) }).nullish(),
  sourceName: z.string().nullable(),
  createdAt: z.string(),
  processedAt: z.string(),
  cancelledAt: z.string().nullable(),
  updatedAt: z.string(),
  retailLocation: z.object({ id: gidOf("Location") }).nullable(),
});
const linesPage = z.object({ nodes: z.array(lineShape), pageInfo });
const unitLinesPage = z.object({
  nodes: z.array(
    z.object({
      totalQuantity: z.number(),
      remainingQuantity: z.number(),
      lineItem: z.object({ id: z.string() }),
    }),
  ),
  pageInfo,
});
const unitsPage = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      assignedLocation: z.object({ location: z.object({ id: gidOf("Location") }).nullable() }),
      fulfillmentHolds: z.array(z.object({ heldByRequestingApp: z.boolean() })),
      lineItems: unitLinesPage,
    }),
  ),
  pageInfo,
});
type UnitsPage = z.infer<typeof unitsPage>;
const orderNodes = z.object({
  nodes: z.array(orderFacts.extend({ lineItems: linesPage, fulfillmentOrders: unitsPage.optional() }).nullable()),
});
const orderUnits = z.object({ order: z.object({ fulfillmentOrders: unitsPage }).nullable() });
const unitLines = z.object({ fulfillmentOrder: z.object({ lineItems: unitLinesPage }).nullable() });
const orderLines = z.object({ order: z.object({ lineItems: linesPage }).nullable() });
const changedOrders = z.object({
  orders: z.object({ nodes: z.array(z.object({ id: z.string(), updatedAt: z.string() })), pageInfo }),
});
const childLine = z.object({ __parentId: z.string() });

/** Orders in one query, so that their lines and units stay under Shopify's 1,000 points. */
const ordersAtOnce = { bare: 10, withUnits: 4 };
const queriesAtOnce = 4;
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

  async function allUnits(orderId: string, first: UnitsPage): Promise<PlacedLine[]> {
    const made = [...first.nodes];
    if (first.pageInfo.hasNextPage) {
      const pages = allPages(async (cursor) => {
        const variables = { id: orderId, after: cursor ?? first.pageInfo.endCursor };
        const { order } = await client.query(ReadOrderUnits, variables, orderUnits);
        return order?.fulfillmentOrders ?? { nodes: [], pageInfo: { hasNextPage: false } };
      });
      for await (const page of pages) made.push(...page);
    }
    const placed: PlacedLine[] = [];
    for (const { id, assignedLocation, fulfillmentHolds, lineItems } of made) {
      const lines = [...lineItems.nodes];
      if (lineItems.pageInfo.hasNextPage) {
        const pages = allPages(async (cursor) => {
          const variables = { id, after: cursor ?? lineItems.pageInfo.endCursor };
          const { fulfillmentOrder } = await client.query(ReadUnitLines, variables, unitLines);
          return fulfillmentOrder?.lineItems ?? { nodes: [], pageInfo: { hasNextPage: false } };
        });
        for await (const page of pages) lines.push(...page);
      }
      for (const line of lines)
        placed.push({
          lineId: line.lineItem.id,
          locationId: assignedLocation.location?.id ?? null,
          remainingUnits: line.remainingQuantity,
          fulfilledUnits: line.totalQuantity - line.remainingQuantity,
          isHeld: fulfillmentHolds.some(({ heldByRequestingApp }) => heldByRequestingApp),
        });
    }
    return placed;
  }

  return {
    async readOrders(orderIds, reach) {
      const size = reach.units ? ordersAtOnce.withUnits : ordersAtOnce.bare;
      const orders: LedgerOrder[] = [];
      const chunks = Array.from({ length: Math.ceil(orderIds.length / size) }, (_, at) =>
        orderIds.slice(at * size, (at + 1) * size),
      );
      await inParallel(chunks, queriesAtOnce, async (ids) => {
        const { nodes } = await client.query(ReadOrders, { ids, ...reach }, orderNodes);
        await inParallel(nodes, size, async (node) => {
          if (node === null) return;
          const { lineItems, fulfillmentOrders, ...facts } = node;
          const { hasNextPage, endCursor } = lineItems.pageInfo;
          const [rest, units] = await Promise.all([
            hasNextPage && endCursor != null ? moreLines(facts.id, endCursor) : [],
            fulfillmentOrders ? allUnits(facts.id, fulfillmentOrders) : null,
          ]);
          orders.push(ledgerOrder(facts, [...lineItems.nodes, ...rest], units));
        });
      });
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
            orders.push(ledgerOrder(orderFacts.parse(value), [], null));
          }
          readByte = endByte;
        }
      }
      if (orders.length > 0) yield { orders, endByte: readByte };
    },

    readChangedOrders: (since, start) =>
      pagesFrom(start, async (after) => {
        const variables = { query: updatedSince(since), after };
        return (await client.query(ReadChangedOrders, variables, changedOrders)).orders;
      }),
  };
}

function ledgerOrder(facts: z.infer<typeof orderFacts>, lines: LedgerLine[], units: PlacedLine[] | null): LedgerOrder {
  return {
    orderId: facts.id,
    name: facts.name,
    locationId: facts.retailLocation?.id ?? null,
    source: sourceOf(facts.sourceName),
    channel: facts.sourceName,
    isTest: facts.test,
    financialStatus: facts.displayFinancialStatus ?? "PENDING",
    hasPaymentTerms: facts.paymentTerms != null,
    tags: facts.tags,
    customerTags: facts.customer?.tags ?? [],
    locale: facts.customerLocale ?? "en",
    placedAt: facts.processedAt,
    cancelledAt: facts.cancelledAt,
    updatedAt: facts.updatedAt,
    lines,
    units,
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
