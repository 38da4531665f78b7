import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain, VariantGid } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { storeCatalogueBatch } from "../shops/store-catalogue-batch.server.ts";
import { toMinorUnits } from "../shops/to-minor-units.ts";
import { findRises, noteRises } from "../supply/inbound/note-rises.server.ts";
import type { LoadedFrame } from "./load-shop-frame.server.ts";
import type { ReadVariant } from "./stock-port.ts";

/** What Shopify told of variants, into our own tables: new ones whole, known ones without what only lists show. */
export async function storeReadVariants(
  ports: Ports,
  db: Db,
  frame: LoadedFrame,
  variants: readonly ReadVariant[],
): Promise<void> {
  if (variants.length === 0) return;
  const { shop, currency, now, installedAt } = frame;
  // What stood in the catalogue before Arrivo counts as having been in stock: nobody can see its past.
  const isOld = ({ product }: ReadVariant) => new Date(product.createdAt) < installedAt;
  for (const countsAsStocked of [true, false]) {
    const whole = variants.filter((each) => isOld(each) === countsAsStocked).flatMap(wholeOf);
    const snapshot = { mode: "take" as const, askedAt: now, syncNumber: 0, currency, countsAsStocked };
    if (whole.length > 0) await storeCatalogueBatch(db, shop, { variants: whole, levels: [] }, snapshot);
  }
  await storeKnown(db, shop, variants, currency);
  await storeProductsOf(db, shop, variants);
  const levels = variants.flatMap(({ inventoryItemId, levels: own }) =>
    own.map((level) => ({ inventoryItemId, ...level })),
  );
  const itemIds = [...new Set(variants.map((each) => each.inventoryItemId))];
  const rises = await findRises(db, shop, JSON.stringify(levels));
  await storeLevelsOf(db, frame, itemIds, JSON.stringify(levels));
  await noteRises(ports, db, shop, rises, now);
}

/** A variant that is new to us, with what lists show; none of one that is known. */
function wholeOf(each: ReadVariant) {
  if (each.details === null) return [];
  const { options, imageUrl } = each.details;
  const metafield = each.published.ok ? each.published.metafield : null;
  return [{ ...each, options, metafield, product: { ...each.product, imageUrl } }];
}

/** What a look that was answered later has stored since is newer, and stays; levels that are no more go. */
async function storeLevelsOf(
  db: Db,
  { shop, now }: LoadedFrame,
  itemIds: readonly InventoryItemGid[],
  levels: string,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "InventoryLevel" AS l (shop, "inventoryItemId", "locationId", available, committed, "updatedAt", "readAt")
    SELECT DISTINCT ON (g."inventoryItemId", g."locationId")
      ${shop}, g."inventoryItemId", g."locationId", g.available, g.committed, g."updatedAt", ${now}
    FROM jsonb_to_recordset(${levels}::jsonb)
      AS g("inventoryItemId" text, "locationId" text, available int, committed int, "updatedAt" timestamptz)
    ORDER BY g."inventoryItemId", g."locationId"
    ON CONFLICT (shop, "inventoryItemId", "locationId") DO UPDATE SET
      available = excluded.available, committed = excluded.committed, "updatedAt" = excluded."updatedAt",
      "readAt" = excluded."readAt"
      WHERE excluded."updatedAt" >= l."updatedAt"`;
  await db.$executeRaw`
    DELETE FROM "InventoryLevel" l WHERE l.shop = ${shop} AND l."inventoryItemId" = ANY(${itemIds}::text[])
      AND NOT EXISTS (
        SELECT 1 FROM jsonb_to_recordset(${levels}::jsonb) AS g("inventoryItemId" text, "locationId" text)
        WHERE g."inventoryItemId" = l."inventoryItemId" AND g."locationId" = l."locationId")`;
}

/** What is as it was is not written again: an order changes the stock, and seldom anything here. */
async function storeKnown(db: Db, shop: ShopDomain, variants: readonly ReadVariant[], currency: string): Promise<void> {
  const rows = variants.map(
    ({ product, levels: _levels, published: _published, details: _details, price, ...facts }) => ({
      ...facts,
      productId: product.productId,
      priceMinor: toMinorUnits(price, currency),
    }),
  );
  await db.$executeRaw`
    UPDATE "Variant" v SET
      "productId" = g."productId", "inventoryItemId" = g."inventoryItemId", title = g.title,
      "displayName" = g."displayName", sku = g.sku, position = g.position, "priceMinor" = g."priceMinor",
      tracked = g."isTracked", "requiresShipping" = g."requiresShipping", "updatedAt" = g."updatedAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g("variantId" text, "productId" text, "inventoryItemId" text, title text, "displayName" text, sku text,
           position int, "priceMinor" bigint, "isTracked" boolean, "requiresShipping" boolean, "updatedAt" timestamptz)
    WHERE v.shop = ${shop} AND v."variantId" = g."variantId" AND (v."productId", v."inventoryItemId", v.title,
        v."displayName", v.sku, v.position, v."priceMinor", v.tracked, v."requiresShipping", v."updatedAt")
      IS DISTINCT FROM (g."productId", g."inventoryItemId", g.title, g."displayName", g.sku, g.position,
        g."priceMinor", g."isTracked", g."requiresShipping", g."updatedAt")`;
}

async function storeProductsOf(db: Db, shop: ShopDomain, variants: readonly ReadVariant[]): Promise<void> {
  const products = new Map(variants.map(({ product }) => [product.productId, product]));
  const bundles = new Set(variants.filter((each) => each.requiresComponents).map((each) => each.product.productId));
  const rows = [...products.values()].map((product) => ({ ...product, isBundle: bundles.has(product.productId) }));
  await db.$executeRaw`
    UPDATE "Product" p SET
      handle = g.handle, title = g.title, status = g.status, vendor = g.vendor, "productType" = g."productType",
      tags = g.tags, "isGiftCard" = g."isGiftCard", "isBundleParent" = p."isBundleParent" OR g."isBundle"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g("productId" text, handle text, title text, status text, vendor text, "productType" text, tags text[],
           "isGiftCard" boolean, "isBundle" boolean)
    WHERE p.shop = ${shop} AND p."productId" = g."productId" AND (p.handle, p.title, p.status, p.vendor, p."productType",
        p.tags, p."isGiftCard", p."isBundleParent")
      IS DISTINCT FROM (g.handle, g.title, g.status, g.vendor, g."productType", g.tags, g."isGiftCard",
        p."isBundleParent" OR g."isBundle")`;
}

/** Variants that are no more, and products that have none left. */
export async function forgetVariants(db: Db, shop: ShopDomain, variantIds: readonly VariantGid[]): Promise<void> {
  if (variantIds.length === 0) return;
  await db.$executeRaw`
    WITH gone AS (
      DELETE FROM "Variant" WHERE shop = ${shop} AND "variantId" = ANY(${variantIds}::text[])
      RETURNING "inventoryItemId")
    DELETE FROM "InventoryLevel" l USING gone
    WHERE l.shop = ${shop} AND l."inventoryItemId" = gone."inventoryItemId" AND NOT EXISTS (
      SELECT 1 FROM "Variant" v WHERE v.shop = ${shop} AND v."inventoryItemId" = l."inventoryItemId"
        AND v."variantId" <> ALL(${variantIds}::text[]))`;
  await db.$executeRaw`
    DELETE FROM "Product" p WHERE p.shop = ${shop}
      AND NOT EXISTS (SELECT 1 FROM "Variant" v WHERE v.shop = p.shop AND v."productId" = p."productId")`;
}
