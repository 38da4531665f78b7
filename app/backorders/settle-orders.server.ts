import { outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { log } from "../log.server.ts";
import type { Ports } from "../ports.ts";
import type { BackorderSettings, HoldRule } from "./backorder-settings.ts";
import type { HeldOrder } from "./holds-port.ts";
import { loadUnsettled, type UnsettledOrder } from "./load-unsettled.server.ts";
import { planHolds } from "./plan-holds.ts";
import { planTags } from "./plan-tags.ts";
import { readBackorderSettings } from "./read-backorder-settings.server.ts";

/** Orders looked at in one go: one read of Shopify. */
const batchOrders = 8;
/** Release, hold again, look: more rounds mean that somebody works on it too; it is looked at again later. */
const mostRounds = 4;
const laterMs = 60_000;

/**
 * Brings holds and tags at Shopify up to the ledger, order by order. Each order is read before it is touched, and again
 * after, until nothing is left to do: dying anywhere in it does no harm. Nothing is done before the merchant sells with
 * Arrivo, nor to orders older than it until they said so.
 */
export async function settleOrders(ports: Ports, shop: ShopDomain): Promise<void> {
  const { state, scopes } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  if (state === "uninstalled") return;
  const { rules, adoptedAt } = await withShop(shop, async (db) => {
    const settings = await db.shopSettings.findUnique({ where: { shop }, select: { adoptedOrdersAt: true } });
    return { rules: await readBackorderSettings(db, shop), adoptedAt: settings?.adoptedOrdersAt ?? null };
  });
  const may = {
    hold: scopes.includes("write_merchant_managed_fulfillment_orders"),
    tag: scopes.includes("write_orders"),
  };
  const isActive = state === "selling" || state === "paused" || state === "stopping";
  for (;;) {
    const orders = await withShop(shop, (db) => loadUnsettled(db, shop, batchOrders));
    if (orders.length === 0) return;
    const waiting: UnsettledOrder[] = [];
    const untouched = orders.filter(({ isAdopted }) => isAdopted && adoptedAt === null);
    const mine = orders.filter((order) => !untouched.includes(order));
    if (may.hold || may.tag) {
      const read = await ports.shopify(shop).readHeldOrders(mine.map(({ orderId }) => orderId));
      const byId = new Map(read.map((order) => [order.orderId, order]));
      for (const order of mine) {
        const seen = byId.get(order.orderId);
        if (seen === undefined) continue;
        const isDone = await settleOrder(
          ports,
          shop,
          isActive ? order : { ...order, holdRule: null },
          seen,
          isActive ? rules : { ...rules, ...nothing },
          may,
        );
        if (!isDone) waiting.push(order);
      }
    }
    await withShop(shop, async (db) => {
      const done = orders.filter((order) => !waiting.includes(order));
      await db.$executeRaw`
        DELETE FROM "UnsettledOrder" o USING unnest(${done.map(({ orderId }) => orderId)}::text[],
          ${done.map(({ version }) => version)}::int[]) AS g(id, version)
        WHERE o.shop = ${shop} AND o."orderId" = g.id AND o.version = g.version`;
      if (waiting.length === 0) return;
      await db.$executeRaw`
        UPDATE "UnsettledOrder" SET since = now() + ${laterMs} * interval '1 millisecond'
        WHERE shop = ${shop} AND "orderId" = ANY(${waiting.map(({ orderId }) => orderId)})`;
      await ports.queue.enqueue(db, "settle-orders", { shop }, { afterMs: laterMs });
    });
  }
}

const nothing = { holds: "none", orderTags: null, shipCompleteTags: [] } satisfies Partial<BackorderSettings>;

/** @returns false where Shopify refused, or somebody else keeps changing it. */
async function settleOrder(
  ports: Ports,
  shop: ShopDomain,
  order: UnsettledOrder,
  first: HeldOrder,
  rules: BackorderSettings,
  may: { hold: boolean; tag: boolean },
): Promise<boolean> {
  const shopify = ports.shopify(shop);
  if (may.tag) {
    const change = planTags(first.tags, order, rules.orderTags, order.ownTags);
    if (change.add.length > 0 || change.remove.length > 0) await shopify.tagOrder(order.orderId, change);
    await withShop(shop, (db) =>
      db.ledgerOrder.updateMany({ where: { shop, orderId: order.orderId }, data: { ownTags: change.own } }),
    );
  }
  if (!may.hold) return true;
  const rule = order.holdRule ?? ruleOf(rules, first.tags);
  let seen = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const steps = planHolds(seen.fulfillmentOrders, order.isCancelled ? [] : order.owed, rule);
    if (steps.length === 0) {
      await noteHeld(shop, seen);
      return true;
    }
    for (const step of steps) {
      const result =
        step.do === "release"
          ? await shopify.releaseHolds(step.fulfillmentOrderId, step.holdIds)
          : await shopify.holdFulfillmentOrder(step.fulfillmentOrderId, {
              handle: handleOf(step.fulfillmentOrderId, order.version, round),
              notes: "Arrivo: waiting for stock",
              lines: step.lines,
            });
      if (result.ok) continue;
      log.warn({ shop, orderId: order.orderId, step: step.do, message: result.message }, "Shopify refuses a hold");
      return false;
    }
    const [again] = await shopify.readHeldOrders([order.orderId]);
    if (again === undefined) return true;
    seen = again;
  }
  return false;
}

/** At most 64 characters, and unique among our holds of one fulfilment order. */
function handleOf(fulfillmentOrderId: string, version: number, round: number): string {
  return `arrivo-${fulfillmentOrderId.split("/").at(-1) ?? ""}-${version}-${round}`;
}

function ruleOf({ holds, shipCompleteTags }: BackorderSettings, tags: readonly string[]): HoldRule {
  const isWhole = shipCompleteTags.some((tag) => tags.includes(tag));
  return isWhole ? "ship-together" : holds;
}

/** What lies under our holds now, for the pages. */
async function noteHeld(shop: ShopDomain, { orderId, fulfillmentOrders }: HeldOrder): Promise<void> {
  const held = fulfillmentOrders.flatMap(({ ownHoldIds, locationId, lines }) =>
    ownHoldIds.length === 0
      ? []
      : lines.map(({ lineId, remainingUnits }) => ({ lineId, locationId: locationId ?? "", units: remainingUnits })),
  );
  await withShop(
    shop,
    (db) => db.$executeRaw`
      UPDATE "LedgerUnit" u SET "heldUnits" = least(u."remainingUnits", coalesce((
        SELECT sum(g.units) FROM jsonb_to_recordset(${JSON.stringify(held)}::jsonb)
          AS g("lineId" text, "locationId" text, units int)
        WHERE g."lineId" = u."lineId" AND (g."locationId" = u."locationId" OR u."locationId" = '')), 0)::int)
      WHERE u.shop = ${shop} AND u."orderId" = ${orderId}`,
  );
}
