import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";

/** The items whose dates follow from the suppliers': what they have terms for, and what is on its way from them. */
export async function itemsOfSuppliers(
  db: Db,
  shop: ShopDomain,
  supplierIds: readonly string[],
): Promise<InventoryItemGid[]> {
  const rows = await db.$queryRaw<{ inventoryItemId: InventoryItemGid }[]>`
    SELECT v."inventoryItemId" FROM "SupplierTerms" t
    JOIN "Variant" v ON v.shop = t.shop AND v."variantId" = t."variantId"
    WHERE t.shop = ${shop} AND t."supplierId" = ANY(${[...supplierIds]})
    UNION
    SELECT l."inventoryItemId" FROM "PurchaseOrder" o
    JOIN "PurchaseOrderLine" l ON l.shop = o.shop AND l."purchaseOrderId" = o.id
    WHERE o.shop = ${shop} AND o."supplierId" = ANY(${[...supplierIds]})
      AND o.status IN ('ordered', 'confirmed', 'partly-received')`;
  return rows.map(({ inventoryItemId }) => inventoryItemId);
}
