import { withShop } from "../../db.server.ts";
import { InfrastructureError } from "../../errors.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { type Money, refundOf } from "../cancellations/cancellation-request.ts";
import type { LineUnits } from "../cancellations/cancellation-port.ts";
import { planRequest } from "../cancellations/plan-request.server.ts";
import { requestCancellation } from "../cancellations/request-cancellation.server.ts";

/** Each is asked of Shopify by itself, so that its own refund can be shown. */
export const mostCancelled = 20;

/** What would be cancelled of an order, or why nothing: `taken` stock is assigned to all of it. */
export type PlannedOrder = { orderId: string; name: string } & (
  | { ok: true; units: number; isWhole: boolean; /** Null: nothing was paid. */ refund: Money | null }
  | { ok: false; reason: "taken" | "cancelled" | "gone" | "under-way" | "silent" }
);

interface Planned {
  order: PlannedOrder;
  lines: LineUnits[];
}

/** What would be cancelled of these orders: only units that wait, with Shopify's own refund. Nothing is changed. */
export async function previewCancellations(
  ports: Ports,
  shop: ShopDomain,
  orderIds: readonly string[],
): Promise<PlannedOrder[]> {
  return (await planAll(ports, shop, orderIds)).map(({ order }) => order);
}

/**
 * Cancels what waits of these orders, each as it was shown: one whose refund is another by now is left alone.
 * @param shown by order, the refund as shown; null: none.
 * @param token of the preview: pressed twice, it is one cancellation.
 * @returns how many orders it is done for
 */
export async function cancelWaiting(
  ports: Ports,
  shop: ShopDomain,
  shown: Readonly<Record<string, number | null>>,
  token: string,
): Promise<{ askedCount: number; leftCount: number }> {
  const planned = await planAll(ports, shop, Object.keys(shown));
  let askedCount = 0;
  await withShop(shop, async (db) => {
    for (const { order, lines } of planned) {
      if (!order.ok || (order.refund?.amountMinor ?? null) !== shown[order.orderId]) continue;
      const { orderId, refund } = order;
      const key = `merchant ${token} ${orderId}`;
      await requestCancellation(ports, db, shop, {
        key,
        orderId,
        caseId: null,
        lines,
        source: "merchant",
        shown: refund,
      });
      askedCount += 1;
    }
  });
  return { askedCount, leftCount: Object.keys(shown).length - askedCount };
}

async function planAll(ports: Ports, shop: ShopDomain, orderIds: readonly string[]): Promise<Planned[]> {
  const orders = await withShop(
    shop,
    (db) =>
      db.$queryRaw<{ orderId: string; name: string; lines: LineUnits[]; isUnderWay: boolean }[]>`
      SELECT o."orderId", o.name, coalesce(jsonb_agg(jsonb_build_object('lineId', l."lineId",
          'units', l."unfulfilledUnits" - l."allocatedUnits") ORDER BY l."lineId")
          FILTER (WHERE l."unfulfilledUnits" > l."allocatedUnits"), '[]') AS lines,
        EXISTS (SELECT FROM "Cancellation" c WHERE c.shop = o.shop AND c."orderId" = o."orderId"
          AND c.status IN ('waiting', 'running')) AS "isUnderWay"
      FROM "LedgerOrder" o
      JOIN "OrderLine" l ON l.shop = o.shop AND l."orderId" = o."orderId"
      LEFT JOIN "Variant" v ON v.shop = l.shop AND v."variantId" = l."variantId"
      WHERE o.shop = ${shop} AND o."orderId" = ANY(${orderIds.slice(0, mostCancelled)}) AND coalesce(v.tracked, true)
      GROUP BY o.shop, o."orderId", o.name ORDER BY o.name`,
  );
  const planned: Planned[] = [];
  for (const { orderId, name, lines, isUnderWay } of orders) {
    if (lines.length === 0 || isUnderWay) {
      planned.push({ order: { orderId, name, ok: false, reason: isUnderWay ? "under-way" : "taken" }, lines });
      continue;
    }
    try {
      const plan = await planRequest(ports, shop, orderId, lines);
      if (!plan.ok) planned.push({ order: { orderId, name, ok: false, reason: plan.reason }, lines });
      else {
        const { request } = plan;
        const units = request.lines.reduce((sum, line) => sum + line.units, 0);
        const isWhole = request.way === "cancel-order";
        planned.push({ order: { orderId, name, ok: true, units, isWhole, refund: refundOf(request) }, lines });
      }
    } catch (error) {
      if (!(error instanceof InfrastructureError)) throw error;
      planned.push({ order: { orderId, name, ok: false, reason: "silent" }, lines });
    }
  }
  return planned;
}
