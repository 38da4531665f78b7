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

/** The order lines that wait for stock, the oldest first: those that the ledger has given less than they need. */
export async function waitingLines(db: Db, shop: ShopDomain): Promise<WaitingLine[]> {
  return db.$queryRaw<WaitingLine[]>`
    SELECT l."orderId", l."orderName", l."placedAt", l.title, v.sku, l."unfulfilledUnits",
           l."unfulfilledUnits" - l."allocatedUnits" AS "owedUnits", l."toldText"
    FROM "OrderLine" l LEFT JOIN "Variant" v ON v.shop = l.shop AND v."variantId" = l."variantId"
    WHERE l.shop = ${shop} AND l."unfulfilledUnits" > l."allocatedUnits" AND NOT l."isTest" AND coalesce(v.tracked, true)
    ORDER BY l."placedAt", length(l."lineId"), l."lineId"`;
}
