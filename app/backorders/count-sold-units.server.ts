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
  const only = itemIds === null ? Prisma.empty : Prisma.sql`AND v."inventoryItemId" = ANY(${[...itemIds]})`;
  await db.$executeRaw`
    UPDATE "Variant" v SET "sold30Units" = s.units
    FROM (SELECT v."variantId", coalesce(sum(l."quantityUnits"), 0)::int AS units
          FROM "Variant" v
          LEFT JOIN "OrderLine" l
            ON l.shop = v.shop AND l."variantId" = v."variantId" AND l."placedAt" >= ${since}::timestamptz
              AND l."cancelledAt" IS NULL AND NOT l."isTest"
          WHERE v.shop = ${shop} ${only} GROUP BY v."variantId") s
    WHERE v.shop = ${shop} AND v."variantId" = s."variantId" AND v."sold30Units" <> s.units`;
}
