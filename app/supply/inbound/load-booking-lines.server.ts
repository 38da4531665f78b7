import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, LocationGid, ShopDomain, VariantGid } from "../../ids.ts";
import type { Day } from "../day.ts";
import type { OpenLine } from "../open-line.ts";

interface BookingRow {
  lineId: string;
  inventoryItemId: InventoryItemGid;
  locationId: LocationGid;
  variantId: VariantGid;
  orderId: string;
  number: string;
  units: number;
}

/**
 * What was received of these items (null: of all) and is not in Shopify's stock yet, since Arrivo is still to book it: it
 * is there, so it is due today, and no supplier can be late with it. Without it such units would for that moment be neither
 * on their way nor in stock, and dates would jump to and fro. They end as the rise that their receipt told of is seen, even
 * where our own record of the booking is late: no unit is ever in both.
 */
export async function loadBookingLines(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[] | null,
  today: Day,
): Promise<OpenLine[]> {
  const rows = await db.$queryRaw<BookingRow[]>`
    WITH received AS (
      SELECT r."lineId", sum(greatest(r.units, 0))::int AS units, sum(least(r.units, 0))::int AS "takenBack"
      FROM "Receipt" r
      WHERE r.shop = ${shop} AND r.booking = 'to-book' GROUP BY 1
    ), placed AS (
      SELECT received."lineId", l."inventoryItemId", o."locationId", l."variantId", o.id AS "orderId", o.number,
        received.units, "takenBack", sum(received.units) OVER (
          PARTITION BY l."inventoryItemId", o."locationId" ORDER BY l.id) - received.units AS "unitsBefore"
      FROM received
      JOIN "PurchaseOrderLine" l ON l.shop = ${shop} AND l.id = received."lineId"
      JOIN "PurchaseOrder" o ON o.shop = l.shop AND o.id = l."purchaseOrderId"
      WHERE ${itemIds === null} OR l."inventoryItemId" = ANY(${[...(itemIds ?? [])]}::text[])
    ), rising AS (
      SELECT e."inventoryItemId", e."locationId", sum(e.units) AS units FROM "ExpectedRise" e
      WHERE e.shop = ${shop} GROUP BY 1, 2
    )
    SELECT "lineId", placed."inventoryItemId", placed."locationId", "variantId", "orderId", number,
      (least(placed.units, rising.units - "unitsBefore") + "takenBack")::int AS units
    FROM placed JOIN rising USING ("inventoryItemId", "locationId")
    WHERE least(placed.units, rising.units - "unitsBefore") + "takenBack" > 0
    ORDER BY "lineId"`;
  return rows.map(({ lineId, orderId, number, ...row }) => ({
    ...row,
    id: `po:${lineId}`,
    expectedOn: today,
    statedOn: null,
    supplierId: null,
    source: { kind: "purchase-order", id: orderId, number },
  }));
}
