import { Prisma } from "@prisma/client";
import { assertExhaustive } from "../assert-exhaustive.ts";
import type { VariantFilter, VariantMark, VariantRule } from "./variant-query.ts";

/** The filter as a condition on `v` ("Variant") alone: it is counted over the whole shop, without a join. */
export function matchVariants({ search, states, rules, marks }: VariantFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`true`,
    ...search
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "")
      .map(
        (word) =>
          Prisma.sql`lower(v."displayName" || ' ' || coalesce(v.sku, '')) LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`,
      ),
    ...(states.length > 0 ? [Prisma.sql`v.state = ANY(${states})`] : []),
    ...(rules.length > 0 ? [anyOf(rules.map(byRule))] : []),
    ...marks.map(byMark),
  ];
  return Prisma.join(conditions, " AND ");
}

const anyOf = (conditions: Prisma.Sql[]) => Prisma.sql`(${Prisma.join(conditions, " OR ")})`;

const ofVariant = Prisma.sql`SELECT 1 FROM "Policy" r WHERE r.shop = v.shop AND r.level = 'variant' AND r."targetId" = v."variantId"`;
const ofProduct = Prisma.sql`SELECT 1 FROM "Policy" r WHERE r.shop = v.shop AND r.level = 'product' AND r."targetId" = v."productId"`;
/** Asked once for all variants, not for each: row-level security keeps it to the shop. */
const inGroup = (mode: Prisma.Sql) => Prisma.sql`v."productId" IN (
  SELECT t."productId" FROM "Product" t
  JOIN "Policy" r ON r.shop = t.shop AND r.level IN ('collection', 'vendor', 'type', 'tag') AND ${mode} AND CASE r.level
    WHEN 'collection' THEN r."targetId" = ANY(t."collectionIds")
    WHEN 'vendor' THEN r."targetId" = t.vendor
    WHEN 'type' THEN r."targetId" = t."productType"
    ELSE r."targetId" = ANY(t.tags) END)`;
const ofGroup = inGroup(Prisma.sql`true`);
const ofShop = Prisma.sql`SELECT 1 FROM "Policy" r WHERE r.shop = v.shop AND r.level = 'shop'`;

/** By the most specific rule that covers the variant. */
function byRule(rule: VariantRule): Prisma.Sql {
  switch (rule) {
    case "variant":
      return Prisma.sql`EXISTS (${ofVariant})`;
    case "product":
      return Prisma.sql`(NOT EXISTS (${ofVariant}) AND EXISTS (${ofProduct}))`;
    case "group":
      return Prisma.sql`(NOT EXISTS (${ofVariant}) AND NOT EXISTS (${ofProduct}) AND ${ofGroup})`;
    case "shop":
      return Prisma.sql`(NOT EXISTS (${ofVariant}) AND NOT EXISTS (${ofProduct}) AND NOT ${ofGroup} AND EXISTS (${ofShop}))`;
    case "none":
      return Prisma.sql`(NOT EXISTS (${ofVariant}) AND NOT EXISTS (${ofProduct}) AND NOT ${ofGroup} AND NOT EXISTS (${ofShop}))`;
    case "never":
      return Prisma.sql`(EXISTS (${ofVariant} AND r.gives->>'mode' = 'never')
        OR ${inGroup(Prisma.sql`r.gives->>'mode' = 'never'`)} OR EXISTS (${ofProduct} AND r.gives->>'mode' = 'never') OR EXISTS (${ofShop} AND r.gives->>'mode' = 'never'))`;
    default:
      return assertExhaustive(rule);
  }
}

function byMark(mark: VariantMark): Prisma.Sql {
  switch (mark) {
    case "below-zero":
      return Prisma.sql`(v.tracked AND v."availableUnits" < 0)`;
    case "taken-over":
      return Prisma.sql`v."ownPolicy" IS NOT NULL`;
    case "problem":
      return Prisma.sql`(v."yieldedAt" IS NOT NULL OR v.reason->>'code' IN ('window-passed', 'limit-reached', 'no-supply-date'))`;
    case "discontinued":
      return Prisma.sql`EXISTS (SELECT 1 FROM "Product" t JOIN "ShopSettings" s ON s.shop = t.shop
        WHERE t.shop = v.shop AND t."productId" = v."productId" AND t.tags && s."discontinuedTags")`;
    default:
      return assertExhaustive(mark);
  }
}
