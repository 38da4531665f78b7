import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { CatalogueLevel, CatalogueProduct, CatalogueVariant } from "./catalogue-port.ts";
import { toMinorUnits } from "./to-minor-units.ts";

export interface Snapshot {
  /**
   * `take`: what Shopify says is stored, to be decided from the rows; for a shop that only watches. `compare`: what
   * differs in anything that a decision depends on becomes dirty instead, and the one path reads it again and stores it.
   */
  mode: "take" | "compare";
  /** When Shopify was asked: what was decided since is newer. */
  askedAt: Date;
  /** What a finished sync did not see is gone from the shop; 0: no sync, only a look. */
  syncNumber: number;
  currency: string;
  /** What stood in the catalogue before Arrivo counts as having been in stock: nobody can see its past. */
  countsAsStocked: boolean;
}

interface Batch {
  variants: readonly CatalogueVariant[];
  levels: readonly CatalogueLevel[];
}

/**
 * Stores a piece of the catalogue, each table in one statement.
 * @returns how many products, variants and items differed from what we knew, where they are compared.
 */
export async function storeCatalogueBatch(
  db: Db,
  shop: ShopDomain,
  { variants, levels }: Batch,
  snapshot: Snapshot,
): Promise<number> {
  let differences = 0;
  if (variants.length > 0) {
    differences += await storeProducts(db, shop, productsOf(variants), snapshot);
    differences += await storeVariants(db, shop, variants, snapshot);
  }
  if (levels.length > 0) differences += await storeLevels(db, shop, levels, snapshot);
  return differences;
}

type StoredProduct = CatalogueProduct & { isBundleParent: boolean | null };

function productsOf(variants: readonly CatalogueVariant[]): StoredProduct[] {
  const products = new Map<string, StoredProduct>();
  for (const { product, requiresComponents } of variants) {
    const isBundleParent = requiresComponents || products.get(product.productId)?.isBundleParent === true;
    products.set(product.productId, { ...product, isBundleParent });
  }
  return [...products.values()];
}

/** A product without its variants (`isBundleParent` null) leaves what is known of them. */
export async function storeProducts(
  db: Db,
  shop: ShopDomain,
  products: readonly StoredProduct[],
  { mode, syncNumber }: Pick<Snapshot, "mode" | "syncNumber">,
): Promise<number> {
  const rows = JSON.stringify(products);
  let differences = 0;
  if (mode === "compare") {
    differences = await db.$executeRaw`
      INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
      SELECT ${shop}, 'product', g."productId", 'epoch'
      FROM jsonb_to_recordset(${rows}::jsonb) AS g("productId" text, status text, tags text[], "isGiftCard" boolean)
      LEFT JOIN "Product" p ON p.shop = ${shop} AND p."productId" = g."productId"
      WHERE p."productId" IS NULL OR p.status <> g.status OR p."isGiftCard" <> g."isGiftCard" OR p.tags <> g.tags
      ORDER BY g."productId"
      ON CONFLICT (shop, kind, item) DO UPDATE SET version = "DirtyItem".version + 1, "notBefore" = now()`;
  }
  await db.$executeRaw`
    INSERT INTO "Product" (shop, "productId", handle, title, status, vendor, "productType", tags, "imageUrl",
                           "isBundleParent", "isGiftCard", "createdAt", "updatedAt", "seenBySync")
    SELECT ${shop}, g."productId", g.handle, g.title, g.status, g.vendor, g."productType", g.tags, g."imageUrl",
           coalesce(g."isBundleParent", false), g."isGiftCard", g."createdAt", g."updatedAt", ${syncNumber}
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS g("productId" text, handle text, title text, status text, vendor text, "productType" text, tags text[],
           "imageUrl" text, "isBundleParent" boolean, "isGiftCard" boolean, "createdAt" timestamptz, "updatedAt" timestamptz)
    ORDER BY g."productId"
    ON CONFLICT (shop, "productId") DO UPDATE SET
      handle = excluded.handle, title = excluded.title, status = excluded.status, vendor = excluded.vendor,
      "productType" = excluded."productType", tags = excluded.tags, "imageUrl" = excluded."imageUrl",
      "isBundleParent" = excluded."isBundleParent" OR (
        "Product"."isBundleParent" AND (${syncNumber} = 0 OR "Product"."seenBySync" = ${syncNumber})),
      "isGiftCard" = excluded."isGiftCard", "createdAt" = excluded."createdAt", "updatedAt" = excluded."updatedAt",
      "seenBySync" = greatest("Product"."seenBySync", excluded."seenBySync")`;
  return differences;
}

async function storeVariants(
  db: Db,
  shop: ShopDomain,
  variants: readonly CatalogueVariant[],
  { mode, askedAt, syncNumber, currency, countsAsStocked }: Snapshot,
): Promise<number> {
  const rows = JSON.stringify(
    variants.map(({ product, price, ...facts }) => ({
      ...facts,
      productId: product.productId,
      priceMinor: toMinorUnits(price, currency),
    })),
  );
  const asked = askedAt.toISOString();
  let differences = 0;
  if (mode === "compare") {
    differences = await db.$executeRaw`
      INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
      SELECT ${shop}, 'variant', g."variantId", 'epoch'
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS g("variantId" text, "inventoryPolicy" text, "isTracked" boolean, "requiresShipping" boolean, metafield jsonb)
      LEFT JOIN "Variant" v ON v.shop = ${shop} AND v."variantId" = g."variantId"
      WHERE v."variantId" IS NULL OR (
        (v."decidedAt" IS NULL OR v."decidedAt" < ${asked}::timestamptz) AND (
          v."inventoryPolicy" <> g."inventoryPolicy" OR v.tracked <> g."isTracked"
          OR v."requiresShipping" <> g."requiresShipping"
          OR nullif(v.metafield, 'null'::jsonb) IS DISTINCT FROM nullif(g.metafield, 'null'::jsonb)))
      ORDER BY g."variantId"
      ON CONFLICT (shop, kind, item) DO UPDATE SET version = "DirtyItem".version + 1, "notBefore" = now()`;
  }
  // Where Shopify has no metafield any more (a reinstall) and the policy is still the one we left, our own record of what
  // stood there before is all there is: it is kept.
  await db.$executeRaw`
    INSERT INTO "Variant" AS v (shop, "variantId", "productId", "inventoryItemId", title, "displayName", sku, position,
        options, "priceMinor", tracked, "requiresShipping", "inventoryPolicy", metafield, "ownPolicy", "everStocked",
        "updatedAt", "seenBySync")
    SELECT ${shop}, g."variantId", g."productId", g."inventoryItemId", g.title, g."displayName", g.sku, g.position,
        g.options, g."priceMinor", g."isTracked", g."requiresShipping", g."inventoryPolicy",
        nullif(g.metafield, 'null'::jsonb), g.metafield->>'own', ${countsAsStocked}, g."updatedAt", ${syncNumber}
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS g("variantId" text, "productId" text, "inventoryItemId" text, title text, "displayName" text, sku text,
           position int, options jsonb, "priceMinor" bigint, "isTracked" boolean, "requiresShipping" boolean,
           "inventoryPolicy" text, metafield jsonb, "updatedAt" timestamptz)
    ORDER BY g."variantId"
    ON CONFLICT (shop, "variantId") DO UPDATE SET
      "productId" = excluded."productId", "inventoryItemId" = excluded."inventoryItemId", title = excluded.title,
      "displayName" = excluded."displayName", sku = excluded.sku, position = excluded.position,
      options = excluded.options, "priceMinor" = excluded."priceMinor",
      "seenBySync" = greatest(v."seenBySync", excluded."seenBySync"),
      (tracked, "requiresShipping", "inventoryPolicy", metafield, "ownPolicy", "updatedAt") = (
        SELECT CASE WHEN f.fresh THEN excluded.tracked ELSE v.tracked END,
               CASE WHEN f.fresh THEN excluded."requiresShipping" ELSE v."requiresShipping" END,
               CASE WHEN f.fresh THEN excluded."inventoryPolicy" ELSE v."inventoryPolicy" END,
               CASE WHEN f.fresh AND NOT f.lost THEN excluded.metafield ELSE v.metafield END,
               CASE WHEN f.fresh AND NOT f.lost THEN excluded."ownPolicy" ELSE v."ownPolicy" END,
               CASE WHEN f.fresh THEN excluded."updatedAt" ELSE v."updatedAt" END
        FROM (SELECT
          ${mode === "take"} AND (v."decidedAt" IS NULL OR v."decidedAt" < ${asked}::timestamptz) AS fresh,
          excluded.metafield IS NULL AND coalesce(v.metafield->>'policy' = excluded."inventoryPolicy", false) AS lost) f)`;
  return differences;
}

/** Levels alone: what a later look or the one path has stored since is newer and stays. */
export async function storeLevels(
  db: Db,
  shop: ShopDomain,
  levels: readonly CatalogueLevel[],
  { mode, syncNumber }: Pick<Snapshot, "mode" | "syncNumber">,
): Promise<number> {
  const rows = JSON.stringify(levels);
  let differences = 0;
  if (mode === "compare") {
    differences = await db.$executeRaw`
      INSERT INTO "DirtyItem" (shop, kind, item, "hintedAt")
      SELECT ${shop}, 'inventory-item', g."inventoryItemId", max(g."updatedAt")
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS g("inventoryItemId" text, "locationId" text, available int, "updatedAt" timestamptz)
      LEFT JOIN "InventoryLevel" l
        ON l.shop = ${shop} AND l."inventoryItemId" = g."inventoryItemId" AND l."locationId" = g."locationId"
      WHERE l."locationId" IS NULL OR (l.available <> g.available AND l."updatedAt" <= g."updatedAt")
      GROUP BY g."inventoryItemId" ORDER BY g."inventoryItemId"
      ON CONFLICT (shop, kind, item) DO UPDATE SET
        "hintedAt" = greatest("DirtyItem"."hintedAt", excluded."hintedAt"),
        version = "DirtyItem".version + 1, "notBefore" = now()`;
  }
  await db.$executeRaw`
    INSERT INTO "InventoryLevel" AS l
      (shop, "inventoryItemId", "locationId", available, committed, incoming, "updatedAt", "seenBySync")
    SELECT ${shop}, g."inventoryItemId", g."locationId", g.available, g.committed, g.incoming, g."updatedAt", ${syncNumber}
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS g("inventoryItemId" text, "locationId" text, available int, committed int, incoming int, "updatedAt" timestamptz)
    ORDER BY g."inventoryItemId", g."locationId"
    ON CONFLICT (shop, "inventoryItemId", "locationId") DO UPDATE SET
      "seenBySync" = greatest(l."seenBySync", excluded."seenBySync"),
      (available, committed, incoming, "updatedAt") = (
        SELECT CASE WHEN f.fresh THEN excluded.available ELSE l.available END,
               CASE WHEN f.fresh THEN excluded.committed ELSE l.committed END,
               CASE WHEN f.fresh THEN excluded.incoming ELSE l.incoming END,
               CASE WHEN f.fresh THEN excluded."updatedAt" ELSE l."updatedAt" END
        FROM (SELECT ${mode === "take"} AND excluded."updatedAt" >= l."updatedAt" AS fresh) f)`;
  return differences;
}
