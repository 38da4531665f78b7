import type { LoadedFrame } from "../availability/load-shop-frame.server.ts";
import type { Db } from "../db.server.ts";
import type { InventoryItemGid } from "../ids.ts";

/** Promises whose lines wait no longer: kept or late by what was told, or cancelled. */
export async function finishPromises(
  db: Db,
  { shop, today }: LoadedFrame,
  itemIds: readonly InventoryItemGid[],
): Promise<void> {
  await db.$executeRaw`
    UPDATE "LinePromise" p SET "reportId" = NULL, outcome = CASE
      WHEN l."lineId" IS NULL OR l."cancelledAt" IS NOT NULL OR l."quantityUnits" = 0 THEN 'cancelled'
      WHEN coalesce(p."toldTo", p."givenTo") IS NULL THEN 'undated'
      WHEN ${today} <= coalesce(p."toldTo", p."givenTo") THEN 'kept' ELSE 'late' END
    FROM (SELECT q."lineId" AS id FROM "LinePromise" q
          WHERE q.shop = ${shop} AND q."inventoryItemId" = ANY(${[...itemIds]}) AND q.outcome IS NULL) open
    LEFT JOIN "OrderLine" l ON l.shop = ${shop} AND l."lineId" = open.id
    WHERE p.shop = ${shop} AND p."lineId" = open.id AND coalesce(l."unfulfilledUnits", 0) = 0`;
}
