import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { FileOrder } from "./gather-orders.ts";
import { type KnownNames, type KnownOrder, termsKey } from "./known-supply.ts";

/** What the suppliers of some of a file's orders call the variants on them, by `termsKey`. */
export async function loadSupplierSkus(
  db: Db,
  shop: ShopDomain,
  orders: readonly FileOrder[],
  { suppliers, variants, ordersByKey }: KnownNames & { ordersByKey: ReadonlyMap<string, KnownOrder> },
): Promise<Map<string, string>> {
  const supplierIds = new Set([...ordersByKey.values()].map(({ supplierId }) => supplierId));
  const variantIds = new Set<string>();
  for (const { supplier, lines } of orders) {
    const known = suppliers.get(supplier.toLowerCase());
    if (known !== undefined) supplierIds.add(known.id);
    for (const { sku } of lines) for (const { variantId } of variants.get(sku) ?? []) variantIds.add(variantId);
  }
  if (supplierIds.size === 0) return new Map();
  const rows = await db.$queryRaw<{ supplierId: string; variantId: string; supplierSku: string }[]>`
    SELECT "supplierId", "variantId", "supplierSku" FROM "SupplierTerms"
    WHERE shop = ${shop} AND "supplierId" = ANY(${[...supplierIds]}::text[])
      AND "variantId" = ANY(${[...variantIds]}::text[]) AND "supplierSku" <> ''`;
  return new Map(rows.map((row) => [termsKey(row.supplierId, row.variantId), row.supplierSku]));
}
