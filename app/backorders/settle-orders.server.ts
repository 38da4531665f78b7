import { type Db, outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { log } from "../log.server.ts";
import type { Ports } from "../ports.ts";
import type { BackorderSettings, HoldRule } from "./backorder-settings.ts";
import type { HeldOrder } from "./holds-port.ts";
import { loadUnsettled, type UnsettledOrder } from "./load-unsettled.server.ts";
import { inParallel } from "../in-parallel.ts";
import { type HoldStep, planHolds } from "./plan-holds.ts";
import { noteHeard } from "./note-heard.server.ts";
import { lockLedger } from "./lock-ledger.server.ts";
import { planTags } from "./plan-tags.ts";
import { readBackorderSettings } from "./read-backorder-settings.server.ts";

/** Orders looked at in one go. */
const batchOrders = 48;
/** Release, hold again, look: more rounds mean that somebody works on it too; it is looked at again later. */
const mostRounds = 4;
const laterMs = 60_000;
/** Shopify makes the fulfilment orders a moment after the order; beyond this there is none to come. */
const routingMs = 10 * 60_000;
const routedSoonMs = 3_000;
/** Mutations under way at once: the API's budget is the bound, not its answers' way. */
const atOnce = 6;

/**
 * Brings holds and tags at Shopify up to the ledger. Orders are read before they are touched, and again after, until
 * nothing is left to do: dying anywhere in it does no harm. Nothing is done before the merchant sells with Arrivo, nor to
 * orders older than it until they said so.
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
    const mine = orders
      .filter(({ isAdopted }) => !isAdopted || adoptedAt !== null)
      .map((order) => (isActive ? order : { ...order, holdRule: null }));
    const settled =
      may.hold || may.tag
        ? await settle(ports, shop, mine, isActive ? rules : { ...rules, ...nothing }, may)
        : { unsettled: new Map<string, number>(), seen: [], ownTags: [], heard: new Set<string>() };
    const done = orders.filter(({ orderId }) => !settled.unsettled.has(orderId));
    await withShop(shop, async (db) => {
      await lockLedger(db, shop);
      await noteHeld(db, shop, settled.seen);
      await noteTags(db, shop, settled.ownTags);
      await noteHeard(db, shop, { orderIds: [...settled.heard] });
      await db.$executeRaw`
        DELETE FROM "UnsettledOrder" o USING unnest(${done.map(({ orderId }) => orderId)}::text[],
          ${done.map(({ version }) => version)}::int[]) AS g(id, version)
        WHERE o.shop = ${shop} AND o."orderId" = g.id AND o.version = g.version`;
      if (settled.unsettled.size === 0) return;
      await db.$executeRaw`
        UPDATE "UnsettledOrder" o SET since = now() + g.ms * interval '1 millisecond'
        FROM unnest(${[...settled.unsettled.keys()]}::text[], ${[...settled.unsettled.values()]}::int[]) AS g(id, ms)
        WHERE o.shop = ${shop} AND o."orderId" = g.id`;
      const soonest = Math.min(...settled.unsettled.values());
      await ports.queue.enqueue(db, "settle-orders", { shop }, { afterMs: soonest });
    });
  }
}

const nothing = { holds: "none", orderTags: null, shipCompleteTags: [] } satisfies Partial<BackorderSettings>;

interface Settled {
  /** Where Shopify refused, somebody else keeps changing it, or it is not routed yet: milliseconds until the next look. */
  unsettled: Map<string, number>;
  /** As they were seen last. */
  seen: HeldOrder[];
  ownTags: { orderId: string; tags: string[] }[];
  /** Orders of which the warehouse was told something: a tag was put on, a hold released. */
  heard: Set<string>;
}

async function settle(
  ports: Ports,
  shop: ShopDomain,
  orders: readonly UnsettledOrder[],
  rules: BackorderSettings,
  may: { hold: boolean; tag: boolean },
): Promise<Settled> {
  const shopify = ports.shopify(shop);
  const settled: Settled = { unsettled: new Map(), seen: [], ownTags: [], heard: new Set() };
  const now = await ports.clock.businessNow();
  let open = orders;
  for (let round = 0; open.length > 0; round += 1) {
    const read = await shopify.readHeldOrders(open.map(({ orderId }) => orderId));
    const byId = new Map(read.map((order) => [order.orderId, order]));
    const changed: UnsettledOrder[] = [];
    await inParallel(open, atOnce, async (order) => {
      const seen = byId.get(order.orderId);
      if (seen === undefined) return;
      if (may.tag && round === 0) {
        const change = planTags(seen.tags, order, rules.orderTags, order.ownTags);
        if (change.add.length > 0 || change.remove.length > 0) await shopify.tagOrder(order.orderId, change);
        if (change.add.length > 0) settled.heard.add(order.orderId);
        settled.ownTags.push({ orderId: order.orderId, tags: change.own });
      }
      const rule = order.holdRule ?? ruleFor(order, ruleOf(rules, seen.tags));
      const owed = order.isCancelled ? [] : order.owed;
      const steps = may.hold ? planHolds(seen.fulfillmentOrders, owed, rule) : [];
      if (may.hold && rule !== "none" && !isRouted(order, seen) && now - order.placedAt.getTime() < routingMs)
        settled.unsettled.set(order.orderId, routedSoonMs);
      else if (steps.length === 0) settled.seen.push(seen);
      else if (round === mostRounds) settled.unsettled.set(order.orderId, laterMs);
      else if (await doSteps(ports, shop, order, steps)) {
        if (steps.some((step) => step.do === "release")) settled.heard.add(order.orderId);
        // Where nothing is to be held, a release leaves no question that another read would answer.
        if (rule === "none" || owed.every(({ units }) => units === 0)) settled.seen.push(released(seen));
        else changed.push(order);
      } else settled.unsettled.set(order.orderId, laterMs);
    });
    open = changed;
  }
  return settled;
}

function released(order: HeldOrder): HeldOrder {
  return { ...order, fulfillmentOrders: order.fulfillmentOrders.map((each) => ({ ...each, ownHoldIds: [] })) };
}

/** Whether a fulfilment order stands for everything that is owed. */
function isRouted({ isCancelled, owed }: UnsettledOrder, { fulfillmentOrders }: HeldOrder): boolean {
  const known = new Set(fulfillmentOrders.flatMap(({ lines }) => lines.map(({ lineId }) => lineId)));
  return isCancelled || owed.every(({ lineId, units }) => units === 0 || known.has(lineId));
}

/** @returns false where Shopify refuses. */
async function doSteps(
  ports: Ports,
  shop: ShopDomain,
  { orderId }: UnsettledOrder,
  steps: readonly HoldStep[],
): Promise<boolean> {
  const shopify = ports.shopify(shop);
  for (const step of steps) {
    const result =
      step.do === "release"
        ? await shopify.releaseHolds(step.fulfillmentOrderId, step.holdIds)
        : await shopify.holdFulfillmentOrder(step.fulfillmentOrderId, {
            handle: handleOf(step.fulfillmentOrderId, ports.clock.wallNow()),
            notes: "Arrivo: waiting for stock",
            lines: step.lines,
          });
    if (result.ok) continue;
    log.warn({ shop, orderId, step: step.do, message: result.message }, "Shopify refuses a hold");
    return false;
  }
  return true;
}

/** At most 64 characters, and unique among our holds of one fulfilment order, the released ones too. */
function handleOf(fulfillmentOrderId: string, now: number): string {
  return `arrivo-${fulfillmentOrderId.split("/").at(-1) ?? ""}-${now.toString(36)}`;
}

function ruleOf({ holds, shipCompleteTags }: BackorderSettings, tags: readonly string[]): HoldRule {
  const isWhole = shipCompleteTags.some((tag) => tags.includes(tag));
  return isWhole ? "ship-together" : holds;
}

/** A customer may ask for what is ready of an order that would be sent whole; a person's word on the order still counts. */
const ruleFor = ({ takesReady }: UnsettledOrder, rule: HoldRule): HoldRule =>
  takesReady && rule === "ship-together" ? "ship-ready-first" : rule;

/** What lies under our holds now, for the pages. */
async function noteHeld(db: Db, shop: ShopDomain, orders: readonly HeldOrder[]): Promise<void> {
  if (orders.length === 0) return;
  const held = orders.flatMap(({ fulfillmentOrders }) =>
    fulfillmentOrders.flatMap(({ ownHoldIds, locationId, lines }) =>
      ownHoldIds.length === 0
        ? []
        : lines.map(({ lineId, remainingUnits }) => ({ lineId, locationId: locationId ?? "", units: remainingUnits })),
    ),
  );
  await db.$executeRaw`
    UPDATE "LedgerUnit" u SET "heldUnits" = least(u."remainingUnits", coalesce((
      SELECT sum(g.units) FROM jsonb_to_recordset(${JSON.stringify(held)}::jsonb)
        AS g("lineId" text, "locationId" text, units int)
      WHERE g."lineId" = u."lineId" AND (g."locationId" = u."locationId" OR u."locationId" = '')), 0)::int)
    WHERE u.shop = ${shop} AND u."orderId" = ANY(${orders.map(({ orderId }) => orderId)})`;
}

async function noteTags(db: Db, shop: ShopDomain, tags: Settled["ownTags"]): Promise<void> {
  if (tags.length === 0) return;
  await db.$executeRaw`
    UPDATE "LedgerOrder" o SET "ownTags" = g.tags
    FROM jsonb_to_recordset(${JSON.stringify(tags)}::jsonb) AS g("orderId" text, tags text[])
    WHERE o.shop = ${shop} AND o."orderId" = g."orderId" AND o."ownTags" <> g.tags`;
}
