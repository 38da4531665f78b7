import { Prisma } from "@prisma/client";
import type { Db } from "../../db.server.ts";
import { expectManyRows } from "../../expect-many-rows.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { CountedPlace } from "./differences-of.ts";

const dayMs = 86_400_000;
/** Without `read_all_orders` Shopify shows orders of so many days: what was sold before explains nothing we could name. */
const readableDays = 60;

/**
 * Places whose figures may differ, of these items (null: all that are tracked). An item of which some units have no
 * location is one place: which location they are missing at nobody can say.
 */
export async function countPlaces(
  db: Db,
  shop: ShopDomain,
  now: number,
  itemIds: readonly InventoryItemGid[] | null,
): Promise<CountedPlace[]> {
  if (itemIds === null) await expectManyRows(db);
  const only = (table: string) =>
    itemIds === null ? Prisma.empty : Prisma.sql`AND ${Prisma.raw(table)}."inventoryItemId" = ANY(${[...itemIds]})`;
  return db.$queryRaw<CountedPlace[]>`
    WITH unplaced AS (
      SELECT DISTINCT u."inventoryItemId" FROM "LedgerUnit" u
      WHERE u.shop = ${shop} AND u."locationId" = '' AND u."inventoryItemId" IS NOT NULL ${only("u")}
    ), ours AS (
      SELECT u."inventoryItemId", CASE WHEN n."inventoryItemId" IS NULL THEN u."locationId" ELSE '' END AS place,
        sum(u."remainingUnits")::int AS units,
        coalesce(sum(u."remainingUnits") FILTER (WHERE o."isUnreadable"), 0)::int AS unreadable
      FROM "LedgerUnit" u
      JOIN "LedgerOrder" o ON o.shop = u.shop AND o."orderId" = u."orderId"
      LEFT JOIN unplaced n ON n."inventoryItemId" = u."inventoryItemId"
      WHERE u.shop = ${shop} AND u."inventoryItemId" IS NOT NULL ${only("u")} GROUP BY 1, 2
    ), theirs AS (
      SELECT l."inventoryItemId", CASE WHEN n."inventoryItemId" IS NULL THEN l."locationId" ELSE '' END AS place,
        sum(l.available)::int AS available, sum(l.committed)::int AS committed
      FROM "InventoryLevel" l LEFT JOIN unplaced n ON n."inventoryItemId" = l."inventoryItemId"
      WHERE l.shop = ${shop} ${only("l")} GROUP BY 1, 2
    )
    SELECT "inventoryItemId", place AS "locationId", coalesce(t.available, 0) AS "availableUnits",
      coalesce(t.committed, 0) AS "committedUnits", coalesce(o.units, 0) AS "ledgerUnits",
      coalesce(o.unreadable, 0) AS "unreadableUnits",
      coalesce((SELECT sum(s."shippedUnits") FROM "OrderLine" s
        WHERE s.shop = ${shop} AND s."inventoryItemId" = both_sides."inventoryItemId" AND s.source = 'pos'
          AND s."placedAt" > ${new Date(now - readableDays * dayMs)}
          AND (place = '' OR s."locationId" IS NULL OR s."locationId" = place)), 0)::int AS "tillUnits"
    FROM (SELECT "inventoryItemId", place FROM ours UNION SELECT "inventoryItemId", place FROM theirs) both_sides
    LEFT JOIN ours o USING ("inventoryItemId", place)
    LEFT JOIN theirs t USING ("inventoryItemId", place)
    WHERE (coalesce(t.committed, 0) <> coalesce(o.units, 0) OR coalesce(t.available, 0) + coalesce(t.committed, 0) < 0)
      AND EXISTS (SELECT FROM "Variant" v
        WHERE v.shop = ${shop} AND v."inventoryItemId" = both_sides."inventoryItemId" AND v.tracked)`;
}
