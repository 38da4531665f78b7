import { Prisma } from "@prisma/client";
import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, LocationGid, ShopDomain, VariantGid } from "../../ids.ts";
import type { Day } from "../day.ts";
import type { OpenLine } from "../open-line.ts";

interface OrderRow {
  id: string;
  inventoryItemId: InventoryItemGid;
  locationId: LocationGid;
  units: number;
  expectedOn: Day | null;
  statedOn: Day | null;
  supplierId: string;
  variantId: VariantGid;
  orderId: string;
  number: string;
}

interface ShopifyRow {
  id: string;
  inventoryItemId: InventoryItemGid;
  locationId: LocationGid;
  units: number;
  expectedOn: Day | null;
  statedOn: Day | null;
  supplierId: string | null;
  variantId: VariantGid | null;
  kind: "transfer" | "shipment";
  parentId: string;
  name: string;
}

/** All in one value: ten thousand rows of ten columns cost more to hand over one by one than to find. */
type Answer<Row> = { list: Row[] }[];

/**
 * What is still to come of these items (null: of all), each unit once, the earliest expected first and what nobody knows
 * the day of last: purchase-order lines, and Shopify's transfers and shipments that have left their origin's available stock. Where a
 * shipment is linked to a purchase-order line it stands for those units, with its own day and the order's supplier. What is
 * assumed to have come is out: a confirmed assumption of a purchase order is a receipt by then; Shopify knows of none.
 */
export async function loadOpenLines(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[] | null,
): Promise<OpenLine[]> {
  if (itemIds?.length === 0) return [];
  const ofItems = (table: string) =>
    itemIds === null
      ? Prisma.sql`true`
      : Prisma.sql`${Prisma.raw(table)}."inventoryItemId" = ANY(${[...itemIds]}::text[])`;
  const [orders] = await db.$queryRaw<Answer<OrderRow>>`
    WITH linked AS (
      SELECT s."purchaseOrderLineId" AS id, sum(s."unreceivedUnits") AS units FROM "ShopifyInboundLine" s
      WHERE s.shop = ${shop} AND s."purchaseOrderLineId" IS NOT NULL AND ${ofItems("s")}
      GROUP BY 1
    ), assumed AS (
      SELECT a."lineId" AS id, sum(a.units) AS units FROM "AssumedReceipt" a
      WHERE a.shop = ${shop} AND a.answer = 'open' AND ${ofItems("a")} GROUP BY 1
    ), open AS (
      SELECT l.id, l."inventoryItemId", o."locationId", l."expectedOn", l."statedOn", o."supplierId",
        l."variantId", o.id AS "orderId", o.number,
        (l."orderedUnits" - l."receivedUnits" - l."closedUnits"
          - coalesce(linked.units, 0) - coalesce(assumed.units, 0))::int AS units
      FROM "PurchaseOrderLine" l
      JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
        AND o.status IN ('ordered', 'confirmed', 'partly-received')
      LEFT JOIN linked ON linked.id = l.id
      LEFT JOIN assumed ON assumed.id = 'po:' || l.id
      WHERE l.shop = ${shop} AND ${ofItems("l")}
    )
    SELECT coalesce(json_agg(open), '[]') AS list FROM open WHERE units > 0`;
  const [shipped] = await db.$queryRaw<Answer<ShopifyRow>>`
    WITH assumed AS (
      SELECT a."lineId" AS id, sum(a.units) AS units FROM "AssumedReceipt" a
      WHERE a.shop = ${shop} AND a.answer IN ('open', 'confirmed') AND ${ofItems("a")} GROUP BY 1
    ), open AS (
      SELECT s.id, s."inventoryItemId", s."locationId", s.kind, s."parentId", s.name, o."supplierId", l."variantId",
        coalesce(s."arrivesOn", l."expectedOn") AS "expectedOn", l."statedOn",
        (s."unreceivedUnits" - coalesce(assumed.units, 0))::int AS units
      FROM "ShopifyInboundLine" s
      LEFT JOIN assumed ON assumed.id = s.id
      LEFT JOIN "PurchaseOrderLine" l ON l.shop = s.shop AND l.id = s."purchaseOrderLineId"
      LEFT JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
      WHERE s.shop = ${shop} AND ${ofItems("s")}
    )
    SELECT coalesce(json_agg(open), '[]') AS list FROM open WHERE units > 0`;
  return [...(orders?.list ?? []).map(ofOrder), ...(shipped?.list ?? []).map(ofShopify)].sort(
    (one, other) =>
      compareText(one.expectedOn ?? neverDay, other.expectedOn ?? neverDay) || compareText(one.id, other.id),
  );
}

/** Later than every day. */
const neverDay = "9999-12-31";

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

const ofOrder = ({ id, orderId, number, ...line }: OrderRow): OpenLine => ({
  ...line,
  id: `po:${id}`,
  source: { kind: "purchase-order", id: orderId, number },
});

const ofShopify = ({ kind, parentId, name, ...line }: ShopifyRow): OpenLine => ({
  ...line,
  source: { kind, id: parentId, name },
});
