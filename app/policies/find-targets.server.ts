import { Prisma } from "@prisma/client";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { TargetLevel } from "./target-level.ts";

/** Something a rule can name. */
export interface FoundTarget {
  id: string;
  name: string;
  productCount: number;
  hasRule: boolean;
}

const mostFound = 50;

/** What a new rule of this level can name, of those that hold the words searched for: by name, fifty at most. */
export function findTargets(
  shop: ShopDomain,
  level: TargetLevel,
  search: string,
): Promise<{ targets: FoundTarget[]; hasMore: boolean }> {
  const pattern = `%${search
    .trim()
    .toLowerCase()
    .slice(0, 100)
    .replace(/[\\%_]/g, "\\$&")}%`;
  return withShop(shop, async (db: Db) => {
    const found = await db.$queryRaw<FoundTarget[]>`
      SELECT t.id, t.name, t."productCount", r.id IS NOT NULL AS "hasRule"
      FROM (${namesAt(level, shop)}) t
      LEFT JOIN "Policy" r ON r.shop = ${shop} AND r.level = ${level} AND r."targetId" = t.id
      WHERE lower(t.name) LIKE ${pattern} AND t.name <> ''
      ORDER BY lower(t.name), t.id LIMIT ${mostFound + 1}`;
    return { targets: found.slice(0, mostFound), hasMore: found.length > mostFound };
  });
}

function namesAt(level: TargetLevel, shop: ShopDomain): Prisma.Sql {
  switch (level) {
    case "product":
      return Prisma.sql`SELECT "productId" AS id, title AS name, 1 AS "productCount" FROM "Product" WHERE shop = ${shop}`;
    case "collection":
      return Prisma.sql`
        SELECT c."collectionId" AS id, c.title AS name, coalesce(m.products, 0)::int AS "productCount" FROM "Collection" c
        LEFT JOIN (
          SELECT unnest("collectionIds") AS id, count(*) AS products FROM "Product" WHERE shop = ${shop} GROUP BY 1
        ) m ON m.id = c."collectionId"
        WHERE c.shop = ${shop}`;
    case "vendor":
      return Prisma.sql`
        SELECT vendor AS id, vendor AS name, count(*)::int AS "productCount" FROM "Product" WHERE shop = ${shop} GROUP BY vendor`;
    case "type":
      return Prisma.sql`
        SELECT "productType" AS id, "productType" AS name, count(*)::int AS "productCount"
        FROM "Product" WHERE shop = ${shop} GROUP BY "productType"`;
    case "tag":
      return Prisma.sql`
        SELECT tag AS id, tag AS name, count(*)::int AS "productCount"
        FROM "Product", unnest(tags) AS tag WHERE shop = ${shop} GROUP BY tag`;
  }
}
