import { withShop } from "../../db.server.ts";
import { InfrastructureError } from "../../errors.ts";
import type { ShopDomain } from "../../ids.ts";
import { inParallel } from "../../in-parallel.ts";
import type { Ports } from "../../ports.ts";
import { type Money, refundOf } from "../cancellations/cancellation-request.ts";
import { planRequest } from "../cancellations/plan-request.server.ts";
import type { CaseStatus } from "./delay-case.ts";

/** Each is asked of Shopify by itself: the most urgent are enough. */
const mostQuoted = 20;
const atOnce = 4;

/** What is due to the customers whose silence ended their order, by Shopify's own calculation. By case; some may miss. */
export async function quoteRefundsDue(ports: Ports, shop: ShopDomain): Promise<Record<string, Money>> {
  const cases = await withShop(shop, (db) =>
    db.delayCase.findMany({
      where: { shop, status: "refund-due" satisfies CaseStatus },
      select: {
        id: true,
        orderId: true,
        lines: { where: { silence: "cancels" }, select: { lineId: true, units: true } },
      },
      orderBy: [{ refundDueOn: "asc" }, { openedAt: "asc" }],
      take: mostQuoted,
    }),
  );
  const quoted: Record<string, Money> = {};
  await inParallel(cases, atOnce, async ({ id, orderId, lines }) => {
    try {
      const plan = await planRequest(ports, shop, orderId, lines);
      const refund = plan.ok ? refundOf(plan.request) : null;
      if (refund === null) return;
      const { amountMinor, shippingMinor, currency } = refund;
      quoted[id] = { amountMinor, shippingMinor, currency };
    } catch (error) {
      // The list is of use without it.
      if (!(error instanceof InfrastructureError)) throw error;
    }
  });
  return quoted;
}
