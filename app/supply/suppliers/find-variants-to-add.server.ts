import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

export interface FoundVariant {
  variantId: string;
  name: string;
  sku: string | null;
  /** The supplier delivers it already. */
  isAdded: boolean;
}

const mostFound = 30;

/** The shop's variants whose name or SKU has every word that is searched for, by name; what can be added first. */
export function findVariantsToAdd(shop: ShopDomain, supplierId: string, search: string): Promise<FoundVariant[]> {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  return withShop(
    shop,
    (db) => db.$queryRaw<FoundVariant[]>`
      SELECT v."variantId", v."displayName" AS name, v.sku, EXISTS (SELECT 1 FROM "SupplierTerms" t
        WHERE t.shop = v.shop AND t."supplierId" = ${supplierId} AND t."variantId" = v."variantId") AS "isAdded"
      FROM "Variant" v
      WHERE v.shop = ${shop} AND lower(v."displayName" || ' ' || coalesce(v.sku, '')) LIKE ALL(${words}::text[])
      ORDER BY 4, lower(v."displayName"), v."variantId" LIMIT ${mostFound}`,
  );
}
