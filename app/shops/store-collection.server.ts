import { Prisma } from "@prisma/client";
import { markForDecision } from "../availability/dirty-items.server.ts";
import type { Db } from "../db.server.ts";
import type { CollectionGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { CollectionWithProducts } from "./collections-port.ts";

/**
 * Stores a collection and which products stand in it. Where a rule names it, what came or went is decided again.
 * @returns how many products came or went.
 */
export async function storeCollection(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  { collectionId, title, handle, updatedAt, productIds }: CollectionWithProducts,
  syncNumber = 0,
): Promise<number> {
  await db.$executeRaw`
    INSERT INTO "Collection" AS c (shop, "collectionId", title, handle, "updatedAt", "seenBySync")
    VALUES (${shop}, ${collectionId}, ${title}, ${handle}, ${updatedAt}::timestamptz, ${syncNumber})
    ON CONFLICT (shop, "collectionId") DO UPDATE SET title = excluded.title, handle = excluded.handle,
      "updatedAt" = excluded."updatedAt", "seenBySync" = greatest(c."seenBySync", excluded."seenBySync")`;
  return setMembers(ports, db, shop, collectionId, productIds);
}

/** It is gone from the shop: a rule that names it is kept and covers nothing. */
export async function forgetCollection(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  collectionId: CollectionGid,
): Promise<void> {
  await db.collection.deleteMany({ where: { shop, collectionId } });
  await setMembers(ports, db, shop, collectionId, []);
}

async function setMembers(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  collectionId: CollectionGid,
  productIds: readonly string[],
): Promise<number> {
  const moved = await db.$queryRaw<{ productId: string }[]>`
    WITH named AS (SELECT unnest(${[...productIds]}::text[]) AS "productId"), moved AS (
      SELECT p."productId", n."productId" IS NOT NULL AS "isIn" FROM "Product" p LEFT JOIN named n USING ("productId")
      WHERE p.shop = ${shop} AND (n."productId" IS NOT NULL) <> (${collectionId} = ANY(p."collectionIds"))
      ORDER BY p."productId" FOR UPDATE OF p
    )
    UPDATE "Product" p SET "collectionIds" = CASE WHEN moved."isIn"
      THEN array_append(p."collectionIds", ${collectionId}) ELSE array_remove(p."collectionIds", ${collectionId}) END
    FROM moved WHERE p.shop = ${shop} AND p."productId" = moved."productId" RETURNING p."productId"`;
  if (moved.length === 0) return 0;
  const isNamed = (await db.policy.count({ where: { shop, level: "collection", targetId: collectionId } })) > 0;
  if (isNamed) {
    const ids = moved.map(({ productId }) => productId);
    await markForDecision(db, shop, Prisma.sql`v."productId" = ANY(${ids})`);
    await ports.queue.enqueue(db, "reconcile-shop", { shop });
  }
  return moved.length;
}
