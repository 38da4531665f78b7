import { targetOfKnown } from "../availability/known-variants.server.ts";
import type { Db } from "../db.server.ts";
import type { CollectionGid, ProductGid, ShopDomain, VariantGid } from "../ids.ts";
import { type PolicyTargetRef, targetIdOf } from "./policy-target.ts";
import type { PolicyTarget } from "./resolve-policy.ts";
import { scopeOfTarget } from "./scope-of-target.server.ts";

/** What a rule names, as the shop knows it. */
export interface NamedTarget {
  /** Empty: nobody knows any more what it was called. */
  name: string;
  productName: string;
  /** It was deleted, or no product has that vendor, type or tag: the rule is kept and covers nothing. */
  isGone: boolean;
  /** What other rules can name of it; null where it stands for many products. */
  covers: PolicyTarget | null;
  /** Variants that the rule covers, whatever their own rules say. */
  coveredCount: number;
  /** Units ordered in the last 30 days, of the variant or the product's best one. */
  sold30Units: number | null;
  /** Units it is below zero already. */
  shortfallUnits: number;
}

const plain = { productName: "", isGone: false, covers: null, sold30Units: null, shortfallUnits: 0 };

/** Null: there is no such thing in the shop, and no rule names it. */
export async function nameTarget(db: Db, shop: ShopDomain, target: PolicyTargetRef): Promise<NamedTarget | null> {
  switch (target.level) {
    case "shop":
      return { ...plain, name: "", coveredCount: await countCovered(db, shop, target) };
    case "product":
    case "variant":
      return (await nameProduct(db, shop, target)) ?? goneUnlessUnnamed(db, shop, target, "");
    case "collection": {
      const key = { shop_collectionId: { shop, collectionId: target.id } };
      const collection = await db.collection.findUnique({ where: key });
      if (collection === null) return goneUnlessUnnamed(db, shop, target, "");
      return { ...plain, name: collection.title, coveredCount: await countCovered(db, shop, target) };
    }
    case "tag":
    case "type":
    case "vendor": {
      const coveredCount = await countCovered(db, shop, target);
      if (coveredCount === 0) return goneUnlessUnnamed(db, shop, target, target.id);
      return { ...plain, name: target.id, coveredCount };
    }
  }
}

async function goneUnlessUnnamed(
  db: Db,
  shop: ShopDomain,
  target: PolicyTargetRef,
  name: string,
): Promise<NamedTarget | null> {
  const where = { shop, level: target.level, targetId: targetIdOf(target, shop) };
  const isNamed = (await db.policy.count({ where })) > 0;
  return isNamed ? { ...plain, name, isGone: true, coveredCount: 0 } : null;
}

async function nameProduct(
  db: Db,
  shop: ShopDomain,
  target: Extract<PolicyTargetRef, { level: "product" | "variant" }>,
): Promise<NamedTarget | null> {
  const where = target.level === "product" ? { productId: target.id } : { variantId: target.id };
  const variant = await db.variant.findFirst({
    where: { shop, ...where },
    orderBy: { sold30Units: "desc" },
    include: { product: true },
  });
  if (variant === null) return null;
  const { product } = variant;
  return {
    name: target.level === "product" ? product.title : variant.title,
    productName: product.title,
    isGone: false,
    // Justified casts: the columns are written from Shopify's ids only.
    covers: targetOfKnown({
      variantId: variant.variantId as VariantGid,
      productId: variant.productId as ProductGid,
      collectionIds: product.collectionIds as CollectionGid[],
      productCreatedAt: product.createdAt,
      vendor: product.vendor,
      productType: product.productType,
      tags: product.tags,
    }),
    coveredCount: await countCovered(db, shop, target),
    sold30Units: variant.sold30Units,
    shortfallUnits: variant.tracked ? Math.max(0, -variant.availableUnits) : 0,
  };
}

async function countCovered(db: Db, shop: ShopDomain, target: PolicyTargetRef): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Variant" v
    JOIN "Product" p ON p.shop = v.shop AND p."productId" = v."productId"
    WHERE v.shop = ${shop} AND ${scopeOfTarget(target)}`;
  return row?.count ?? 0;
}
