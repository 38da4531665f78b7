import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

export interface AssumedLine {
  /** As InboundLine.id. */
  lineId: string;
  variantName: string;
  units: number;
  /** When stock was first seen to have risen, or the shipment received; epoch milliseconds. */
  seenAt: number;
  because: "rise" | "shipment";
  /** The order's number, or the transfer's or shipment's name. */
  name: string;
  /** Null: of Shopify's own. */
  orderId: string | null;
}

/** What waits for the merchant's word, one entry a line, the oldest first; lines that are no more are none of it. */
export async function loadAssumed(db: Db, shop: ShopDomain): Promise<AssumedLine[]> {
  const rows = await db.$queryRaw<(Omit<AssumedLine, "seenAt"> & { seenAt: Date })[]>`
    WITH open AS (
      SELECT a."lineId", a."inventoryItemId", sum(a.units)::int AS units, min(a."seenAt") AS "seenAt",
        min(a.because) AS because
      FROM "AssumedReceipt" a WHERE a.shop = ${shop} AND a.answer = 'open' GROUP BY 1, 2
    )
    SELECT open."lineId", open.units, open."seenAt", open.because, coalesce(o.number, s.name) AS name, o.id AS "orderId",
      coalesce((SELECT min(v."displayName") FROM "Variant" v
        WHERE v.shop = ${shop} AND v."inventoryItemId" = open."inventoryItemId"), l.title, '') AS "variantName"
    FROM open
    LEFT JOIN "ShopifyInboundLine" s ON s.shop = ${shop} AND s.id = open."lineId"
    LEFT JOIN "PurchaseOrderLine" l ON l.shop = ${shop} AND 'po:' || l.id = open."lineId"
    LEFT JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId" AND o.status <> 'cancelled'
    WHERE s.id IS NOT NULL OR o.id IS NOT NULL
    ORDER BY open."seenAt", coalesce(o.number, s.name), open."lineId"`;
  return rows.map((row) => ({ ...row, seenAt: row.seenAt.getTime() }));
}
