import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

export interface WaitingLine {
  orderId: string;
  orderName: string;
  placedAt: Date;
  title: string;
  sku: string | null;
  unfulfilledUnits: number;
  /** Of those, what no stock covers. */
  owedUnits: number;
  toldText: string | null;
}

/** The order lines that wait for stock, the oldest first: of each item, the youngest lines wait for what is missing. */
export async function waitingLines(db: Db, shop: ShopDomain): Promise<WaitingLine[]> {
  return db.$queryRaw<WaitingLine[]>`
    WITH owed AS (
      SELECT "inventoryItemId", max("owedUnits") AS units, min(sku) AS sku
      FROM "Variant" WHERE shop = ${shop} AND "owedUnits" > 0 GROUP BY "inventoryItemId"
    ), queued AS (
      SELECT l.*, o.sku, o.units - coalesce(sum(l."unfulfilledUnits") OVER (
          PARTITION BY l."inventoryItemId" ORDER BY l."placedAt" DESC, l."lineId" DESC
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS missing
      FROM "OrderLine" l JOIN owed o USING ("inventoryItemId")
      WHERE l.shop = ${shop} AND l."unfulfilledUnits" > 0 AND NOT l."isTest"
    )
    SELECT "orderId", "orderName", "placedAt", title, sku, "unfulfilledUnits",
           least("unfulfilledUnits", missing)::int AS "owedUnits", "toldText"
    FROM queued WHERE missing > 0 ORDER BY "placedAt", "lineId"`;
}
