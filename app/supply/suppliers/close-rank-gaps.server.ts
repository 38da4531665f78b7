import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

/** After terms were taken away: the variants' other suppliers move up, so that one of them is preferred again. */
export async function closeRankGaps(
  db: Db,
  shop: ShopDomain,
  variantIds: readonly string[],
  updatedAt: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "SupplierTerms" t SET rank = r.rank, "updatedAt" = ${updatedAt}
    FROM (SELECT "supplierId", "variantId",
            row_number() OVER (PARTITION BY "variantId" ORDER BY rank, "updatedAt" DESC, "supplierId")::int AS rank
          FROM "SupplierTerms" WHERE shop = ${shop} AND "variantId" = ANY(${[...variantIds]})) r
    WHERE t.shop = ${shop} AND t."supplierId" = r."supplierId" AND t."variantId" = r."variantId" AND t.rank <> r.rank`;
}
