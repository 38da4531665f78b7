import { countOwedUnits } from "../backorders/count-owed-units.server.ts";
import { countSoldUnits } from "../backorders/count-sold-units.server.ts";
import { withShop } from "../db.server.ts";
import { expectManyRows } from "../expect-many-rows.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Snapshot } from "./store-catalogue-batch.server.ts";

const slowWork = { timeoutMs: 120_000 };

/** After the last batch: what the sync did not see is gone from the shop, and the levels are summed up. */
export async function finishCatalogue(
  shop: ShopDomain,
  { syncNumber, askedAt, mode }: Pick<Snapshot, "syncNumber" | "askedAt" | "mode">,
  now: number,
): Promise<void> {
  const asked = askedAt.toISOString();
  // What was made or changed after Shopify was asked is younger than the answer: it stays for the next sync to see.
  await withShop(
    shop,
    async (db) => {
      await expectManyRows(db);
      await db.$executeRaw`DELETE FROM "Variant"
        WHERE shop = ${shop} AND "seenBySync" <> ${syncNumber} AND "updatedAt" < ${asked}::timestamptz`;
      await db.$executeRaw`DELETE FROM "Product" p
        WHERE shop = ${shop} AND "seenBySync" <> ${syncNumber} AND "updatedAt" < ${asked}::timestamptz
          AND NOT EXISTS (SELECT 1 FROM "Variant" v WHERE v.shop = p.shop AND v."productId" = p."productId")`;
      await db.$executeRaw`DELETE FROM "InventoryLevel"
        WHERE shop = ${shop} AND "seenBySync" <> ${syncNumber} AND "updatedAt" < ${asked}::timestamptz`;
    },
    slowWork,
  );
  if (mode === "compare") return;
  await withShop(
    shop,
    async (db) => {
      await expectManyRows(db);
      await db.$executeRaw`
      UPDATE "Variant" v SET "availableUnits" = s.units
      FROM (SELECT i."variantId", coalesce(sum(l.available), 0)::int AS units
            FROM "Variant" i
            LEFT JOIN ("InventoryLevel" l JOIN "Location" o
              ON o.shop = l.shop AND o."locationId" = l."locationId" AND o."isActive" AND o."fulfillsOnlineOrders")
              ON l.shop = i.shop AND l."inventoryItemId" = i."inventoryItemId"
            WHERE i.shop = ${shop} GROUP BY i."variantId") s
      WHERE v.shop = ${shop} AND v."variantId" = s."variantId" AND v."availableUnits" <> s.units`;
      // The orders may have been read before the variants they are of.
      await countOwedUnits(db, shop, null);
      await countSoldUnits(db, shop, now, null);
    },
    slowWork,
  );
}
