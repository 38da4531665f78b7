import { holdByHand } from "../../backorders/hold-by-hand.server.ts";
import { holdScope } from "../../backorders/order-reach.ts";
import { outsideShops } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { cancelWaiting, mostCancelled, type PlannedOrder, previewCancellations } from "./cancel-waiting.server.ts";
import { sayStanding, type StandingResult } from "./say-standing.server.ts";

/** What a merchant does to several waiting orders at once. */
export interface OrdersChange {
  kind: "notify" | "hold" | "release" | "follow-rule" | "cancel";
  orderIds: string[];
}

export type OrdersPreview =
  | { kind: "notify"; result: StandingResult }
  | { kind: "hold" | "release" | "follow-rule"; count: number; missingScopes: string[] }
  | { kind: "cancel"; orders: PlannedOrder[]; leftOut: number; token: string; missingScopes: string[] };

/** Cancelling paid units is a refund, unpaid ones an edit. */
const cancelScopes = ["write_orders", "write_order_edits"];

/** What the change would do, as it stands now. Nothing is changed. */
export async function previewOrders(ports: Ports, shop: ShopDomain, change: OrdersChange): Promise<OrdersPreview> {
  switch (change.kind) {
    case "notify":
      return { kind: "notify", result: await sayStanding(ports, shop, change.orderIds, false) };
    case "cancel": {
      const missingScopes = await missingOf(ports, shop, cancelScopes);
      const orders = missingScopes.length > 0 ? [] : await previewCancellations(ports, shop, change.orderIds);
      const leftOut = Math.max(0, change.orderIds.length - mostCancelled);
      return { kind: "cancel", orders, leftOut, token: crypto.randomUUID(), missingScopes };
    }
    default: {
      const count = change.orderIds.length;
      return { kind: change.kind, count, missingScopes: await missingOf(ports, shop, [holdScope]) };
    }
  }
}

export type OrdersDone =
  | { kind: "notify"; result: StandingResult }
  | { kind: "hold" | "release" | "follow-rule"; count: number }
  | { kind: "cancel"; askedCount: number; leftCount: number };

const holdRules = { hold: "ship-together", release: "none", "follow-rule": null } as const;

/** Does what was shown. `by`: Shopify's id of the staff member. */
export async function changeOrders(
  ports: Ports,
  shop: ShopDomain,
  change: OrdersChange | { kind: "cancel"; shown: Record<string, number | null>; token: string },
  by: string,
): Promise<OrdersDone> {
  if ("shown" in change) return { kind: "cancel", ...(await cancelWaiting(ports, shop, change.shown, change.token)) };
  switch (change.kind) {
    case "notify":
      return { kind: "notify", result: await sayStanding(ports, shop, change.orderIds, true) };
    case "cancel":
      // Never without what was shown before.
      return { kind: "cancel", askedCount: 0, leftCount: change.orderIds.length };
    default:
      return {
        kind: change.kind,
        count: await holdByHand(ports, shop, change.orderIds, holdRules[change.kind], by),
      };
  }
}

/** As registered; what was granted this very moment Shopify knows before its webhook has told us. */
async function missingOf(ports: Ports, shop: ShopDomain, wanted: readonly string[]): Promise<string[]> {
  const { scopes } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  if (missing.length === 0) return [];
  const granted = await ports.shopify(shop).readGrantedScopes();
  const still = missing.filter((scope) => !granted.has(scope));
  if (still.length < missing.length) await ports.queue.enqueue(null, "set-up-shop", { shop });
  return still;
}
