import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { LineUnits } from "./cancellation-port.ts";
import type { CancellationRequest } from "./cancellation-request.ts";
import { planCancellation } from "./plan-cancellation.ts";

export type PlannedRequest =
  { ok: true; request: CancellationRequest } | { ok: false; reason: "taken" | "cancelled" | "gone" };

/**
 * What Shopify would be asked to cancel these units, and what it says the customer gets back, all as it stands now. Nothing
 * is changed. A discount, free shipping or a gift that the order has earned stays with what is left of it: Shopify gives
 * back what the units cost after their own share of discounts, and never works the rest out anew.
 * @throws InfrastructureError where Shopify does not answer.
 */
export async function planRequest(
  ports: Ports,
  shop: ShopDomain,
  orderId: string,
  asked: readonly LineUnits[],
): Promise<PlannedRequest> {
  const shopify = ports.shopify(shop);
  const order = await shopify.readOrderToCancel(orderId);
  if (order === null) return { ok: false, reason: "gone" };
  // After Shopify's answer: what was assigned meanwhile counts.
  const allocated = await withShop(shop, (db) =>
    db.orderLine.findMany({ where: { shop, orderId }, select: { lineId: true, allocatedUnits: true } }),
  );
  const units = new Map(allocated.map(({ lineId, allocatedUnits }) => [lineId, allocatedUnits]));
  const plan = planCancellation(asked, order, units);
  if (!plan.ok) return plan;
  const { way, lines, withShipping } = plan;
  if (way === "edit") {
    const to = lines.map(({ lineId, units: less }) => ({
      lineId,
      units: (order.lines.find((line) => line.lineId === lineId)?.currentUnits ?? 0) - less,
    }));
    return { ok: true, request: { way, lines, to, withoutShipping: withShipping } };
  }
  const suggested = order.isPaid ? await shopify.suggestRefund(orderId, lines, withShipping) : null;
  if (way === "cancel-order") return { ok: true, request: { way, lines, refund: suggested } };
  if (suggested === null) return { ok: false, reason: "gone" };
  return { ok: true, request: { way, lines, refund: { ...suggested, orderId, lines } } };
}
