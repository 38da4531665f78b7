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
  const only = itemIds === null ? Prisma.empty : Prisma.sql`AND "inventoryItemId" = ANY(${[...itemIds]})`;
  // Summed before they meet: joined, every waiting line would be compared with every variant.
  await db.$executeRaw`
    WITH waiting AS MATERIALIZED (
      SELECT "inventoryItemId", sum("unfulfilledUnits") AS units FROM "OrderLine"
      WHERE shop = ${shop} ${only} AND "unfulfilledUnits" > 0 AND NOT "isTest" GROUP BY "inventoryItemId"
    ), counted AS MATERIALIZED (
      SELECT "variantId", least(greatest(0, -"availableUnits"), coalesce(waiting.units, 0))::int AS units
      FROM "Variant" LEFT JOIN waiting USING ("inventoryItemId") WHERE shop = ${shop} ${only}
    )
    UPDATE "Variant" v SET "owedUnits" = s.units FROM counted s
    WHERE v.shop = ${shop} AND v."variantId" = s."variantId" AND v."owedUnits" <> s.units`;
}
