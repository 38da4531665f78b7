import { type Db, withShop } from "../../db.server.ts";
import { InfrastructureError } from "../../errors.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import { type AssumedLine, loadAssumed } from "./load-assumed.server.ts";
import { loadDoubles, type SuspectedDouble } from "./load-doubles.server.ts";
import { nameItems } from "./name-items.server.ts";

export interface IncomingLine {
  id: string;
  kind: "transfer" | "shipment";
  name: string;
  variantName: string;
  sku: string | null;
  destination: string;
  /** Null: from outside the shop. */
  origin: string | null;
  status: "ready" | "in-transit" | "partly-received";
  quantityUnits: number;
  unreceivedUnits: number;
  arrivesOn: Day | null;
  /** Should have come by now. */
  isOverdue: boolean;
  /** The purchase order that describes the same units. */
  link: { orderId: string; number: string } | null;
  /** Open purchase-order lines of the same item that it could be linked to. */
  candidates: { orderLineId: string; number: string; units: number; expectedOn: Day | null }[];
}

export interface IncomingPage {
  /** `silent`: Shopify gives no usable answer just now. */
  access: "granted" | "not-granted" | "silent";
  assumed: AssumedLine[];
  doubles: (SuspectedDouble & { variantName: string })[];
  lines: IncomingLine[];
  count: number;
  page: number;
  pageCount: number;
}

const pageLines = 50;
/** A page asks no more than this at once; the rest follows when these are answered. */
const mostAsked = 50;

export async function loadIncoming(ports: Ports, shop: ShopDomain, wantedPage: number): Promise<IncomingPage> {
  const access = await accessOf(ports, shop);
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
    const today = shopMoment(now, timeZone).day;
    const count = await db.shopifyInboundLine.count({ where: { shop } });
    const pageCount = Math.max(1, Math.ceil(count / pageLines));
    const page = Math.min(Math.max(1, wantedPage), pageCount);
    const doubles = (await loadDoubles(db, shop)).slice(0, mostAsked);
    const names = await nameItems(
      db,
      shop,
      doubles.map(({ inventoryItemId }) => inventoryItemId),
    );
    return {
      access,
      assumed: (await loadAssumed(db, shop)).slice(0, mostAsked),
      doubles: doubles.map((each) => ({ ...each, variantName: names.get(each.inventoryItemId) ?? "" })),
      lines: await loadLines(db, shop, today, (page - 1) * pageLines),
      count,
      page,
      pageCount,
    };
  });
}

async function accessOf(ports: Ports, shop: ShopDomain): Promise<IncomingPage["access"]> {
  try {
    return (await ports.shopify(shop).canReadInbound()) ? "granted" : "not-granted";
  } catch (error) {
    // What we know ourselves is shown all the same.
    if (error instanceof InfrastructureError) return "silent";
    throw error;
  }
}

/** What is expected first stands first. */
function loadLines(db: Db, shop: ShopDomain, today: Day, skip: number): Promise<IncomingLine[]> {
  return db.$queryRaw<IncomingLine[]>`
    SELECT s.id, s.kind, s.name, s.status, s."quantityUnits", s."unreceivedUnits", s."arrivesOn",
      coalesce(s."arrivesOn" < ${today}, false) AS "isOverdue",
      coalesce(v."displayName", '') AS "variantName", v.sku,
      coalesce(destination.name, '') AS destination, origin.name AS origin,
      CASE WHEN o.id IS NULL THEN NULL ELSE jsonb_build_object('orderId', o.id, 'number', o.number) END AS link,
      coalesce(candidates.list, '[]') AS candidates
    FROM "ShopifyInboundLine" s
    LEFT JOIN LATERAL (SELECT "displayName", sku FROM "Variant"
      WHERE shop = s.shop AND "inventoryItemId" = s."inventoryItemId" ORDER BY "variantId" LIMIT 1) v ON true
    LEFT JOIN "Location" destination ON destination.shop = s.shop AND destination."locationId" = s."locationId"
    LEFT JOIN "Location" origin ON origin.shop = s.shop AND origin."locationId" = s."originLocationId"
    LEFT JOIN "PurchaseOrderLine" linked ON linked.shop = s.shop AND linked.id = s."purchaseOrderLineId"
    LEFT JOIN "PurchaseOrder" o ON o.shop = linked.shop AND o.id = linked."purchaseOrderId"
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('orderLineId', l.id, 'number', c.number, 'expectedOn', l."expectedOn",
        'units', l."orderedUnits" - l."receivedUnits" - l."closedUnits") ORDER BY l."expectedOn", c.number) AS list
      FROM "PurchaseOrderLine" l JOIN "PurchaseOrder" c ON c.shop = l.shop AND c.id = l."purchaseOrderId"
        AND c.status IN ('ordered', 'confirmed', 'partly-received')
      WHERE l.shop = s.shop AND l."inventoryItemId" = s."inventoryItemId"
        AND l."orderedUnits" > l."receivedUnits" + l."closedUnits") candidates ON true
    WHERE s.shop = ${shop}
    ORDER BY s."arrivesOn" NULLS LAST, s.name, s.id LIMIT ${pageLines} OFFSET ${skip}`;
}
