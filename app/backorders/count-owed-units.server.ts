import { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import { expectManyRows } from "../expect-many-rows.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";

/**
 * Owed units of a variant: the unfulfilled units of open order lines that no stock covers. Sold units are out of
 * available already, so they are what available lies below zero, and never more than what waits at all.
 * `itemIds` null: all of the shop's.
 */
export async function countOwedUnits(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[] | null,
): Promise<void> {
  if (itemIds === null) await expectManyRows(db);
  const only = itemIds === null ? Prisma.empty : Prisma.sql`AND v."inventoryItemId" = ANY(${[...itemIds]})`;
  await db.$executeRaw`
    UPDATE "Variant" v SET "owedUnits" = s.units
    FROM (SELECT v."variantId",
                 least(greatest(0, -v."availableUnits"), coalesce(sum(l."unfulfilledUnits"), 0))::int AS units
          FROM "Variant" v
          LEFT JOIN "OrderLine" l
            ON l.shop = v.shop AND l."inventoryItemId" = v."inventoryItemId" AND l."unfulfilledUnits" > 0 AND NOT l."isTest"
          WHERE v.shop = ${shop} ${only} GROUP BY v."variantId", v."availableUnits") s
    WHERE v.shop = ${shop} AND v."variantId" = s."variantId" AND v."owedUnits" <> s.units`;
}
