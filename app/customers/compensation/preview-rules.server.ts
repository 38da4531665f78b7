import { outsideShops, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { CaseStatus } from "../delays/delay-case.ts";
import { costOf, givenFor } from "./benefit.ts";
import { chooseRule, lateDaysOf } from "./choose-rule.ts";
import type { OrderValue } from "./compensation-port.ts";
import type { CompensationRule } from "./compensation-settings.ts";
import { loadFirstPromised } from "./load-first-promised.server.ts";

export interface RulesPreview {
  /** Delays of these days, once for each customer and cause; none was cancelled. */
  delayCount: number;
  givenCount: number;
  costMinor: number;
  currency: string;
  /** How often each rule counted. */
  byRule: Record<string, number>;
  /** Only the latest were looked at. */
  isCut: boolean;
}

const previewDays = 30;
const mostCases = 200;
const ordersAtOnce = 50;
const notKept: readonly CaseStatus[] = ["cancelled", "refund-due", "replaced"];

/** What these rules would have given for the delays of the last days, had everybody kept their order. Nothing is changed. */
export async function previewRules(
  ports: Ports,
  shop: ShopDomain,
  rules: readonly CompensationRule[],
): Promise<RulesPreview> {
  const { scopes, currency } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const now = await ports.clock.businessNow();
  const { cases, firstTo, tagsOf } = await withShop(shop, async (db) => {
    const found = await db.delayCase.findMany({
      where: {
        shop,
        openedAt: { gte: new Date(now - previewDays * 86_400_000) },
        status: { notIn: [...notKept] },
      },
      orderBy: { openedAt: "desc" },
      take: mostCases + 1,
      include: { lines: true },
    });
    const orders = await db.ledgerOrder.findMany({
      where: { shop, orderId: { in: found.map(({ orderId }) => orderId) } },
      select: { orderId: true, customerTags: true },
    });
    return {
      cases: found,
      firstTo: await loadFirstPromised(
        db,
        shop,
        found.flatMap(({ lines }) => lines.map(({ lineId }) => lineId)),
      ),
      tagsOf: new Map(orders.map(({ orderId, customerTags }) => [orderId, customerTags])),
    };
  });
  const looked = cases.slice(0, mostCases);
  const orderIds = [...new Set(looked.map(({ orderId }) => orderId))];
  const values = new Map<string, OrderValue>();
  for (let from = 0; from < orderIds.length; from += ordersAtOnce) {
    const ids = orderIds.slice(from, from + ordersAtOnce);
    const read = await ports.shopify(shop).readOrderValues(ids, scopes.includes("read_customers"));
    for (const [orderId, value] of read) values.set(orderId, value);
  }
  const preview: RulesPreview = {
    delayCount: 0,
    givenCount: 0,
    costMinor: 0,
    currency,
    byRule: {},
    isCut: cases.length > mostCases,
  };
  const seen = new Set<string>();
  for (const { orderId, slip, number, lines } of looked.toReversed()) {
    const value = values.get(orderId);
    const key = `${value?.customerId ?? orderId} ${slip}`;
    if (seen.has(key)) continue;
    seen.add(key);
    preview.delayCount += 1;
    const orderMinor = value?.amountMinor ?? 0;
    const rule = chooseRule(rules, {
      lateDays: lateDaysOf(
        lines.map(({ lineId, beforeTo, afterTo }) => ({ firstTo: firstTo.get(lineId) ?? null, beforeTo, afterTo })),
      ),
      orderMinor,
      customerTags: tagsOf.get(orderId) ?? [],
      number,
    });
    const gives = rule === null ? null : givenFor(rule.gives, orderMinor);
    if (rule === null || gives === null) continue;
    preview.givenCount += 1;
    preview.costMinor += costOf(gives, orderMinor);
    preview.byRule[rule.id] = (preview.byRule[rule.id] ?? 0) + 1;
  }
  return preview;
}
