import { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import { expectManyRows } from "../expect-many-rows.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";

const days = 30;

/** Units of each variant ordered in the 30 days before `now`, test orders aside. `itemIds` null: all of the shop's. */
export async function countSoldUnits(
  db: Db,
  shop: ShopDomain,
  now: number,
  itemIds: readonly InventoryItemGid[] | null,
): Promise<void> {
  const since = new Date(now - days * 86_400_000).toISOString();
  if (itemIds === null) await expectManyRows(db);
  const only = itemIds === null ? Prisma.empty : Prisma.sql`AND "inventoryItemId" = ANY(${[...itemIds]})`;
  const ofOnly =
    itemIds === null
      ? Prisma.empty
      : Prisma.sql`AND "variantId" = ANY(ARRAY(SELECT "variantId" FROM "Variant" WHERE shop = ${shop} ${only}))`;
  // Summed before they meet: joined, every line would be compared with every variant.
  await db.$executeRaw`
    WITH sold AS MATERIALIZED (
      SELECT "variantId", sum("quantityUnits") AS units FROM "OrderLine"
      WHERE shop = ${shop} ${ofOnly} AND "placedAt" >= ${since}::timestamptz AND "cancelledAt" IS NULL AND NOT "isTest"
      GROUP BY "variantId"
    ), counted AS MATERIALIZED (
      SELECT "variantId", coalesce(sold.units, 0)::int AS units
      FROM "Variant" LEFT JOIN sold USING ("variantId") WHERE shop = ${shop} ${only}
    )
    UPDATE "Variant" v SET "sold30Units" = s.units FROM counted s
    WHERE v.shop = ${shop} AND v."variantId" = s."variantId" AND v."sold30Units" <> s.units`;
}
