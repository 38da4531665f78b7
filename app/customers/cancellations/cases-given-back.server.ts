import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { CaseStatus } from "../delays/delay-case.ts";
import type { Silence } from "../delays/delay-law.ts";

/**
 * The order's cases whose refund was due and of which nothing is left to give back, as Shopify has the order by now: the
 * ledger hears of a cancellation a moment later. What stock is assigned to is on its way to the customer.
 * @throws InfrastructureError where Shopify does not answer.
 */
export async function casesGivenBack(ports: Ports, shop: ShopDomain, orderId: string): Promise<string[]> {
  const { due, allocated } = await withShop(shop, async (db) => ({
    due: await db.delayCase.findMany({
      where: { shop, orderId, status: "refund-due" satisfies CaseStatus },
      select: { id: true, lines: { where: { silence: "cancels" satisfies Silence }, select: { lineId: true } } },
    }),
    allocated: await db.orderLine.findMany({
      where: { shop, orderId },
      select: { lineId: true, allocatedUnits: true },
    }),
  }));
  if (due.length === 0) return [];
  const order = await ports.shopify(shop).readOrderToCancel(orderId);
  if (order === null || order.isCancelled) return due.map(({ id }) => id);
  const taken = new Map(allocated.map(({ lineId, allocatedUnits }) => [lineId, allocatedUnits]));
  const left = new Set(
    order.lines.flatMap(({ lineId, unfulfilledUnits }) =>
      unfulfilledUnits > (taken.get(lineId) ?? 0) ? [lineId] : [],
    ),
  );
  return due.filter(({ lines }) => !lines.some(({ lineId }) => left.has(lineId))).map(({ id }) => id);
}
