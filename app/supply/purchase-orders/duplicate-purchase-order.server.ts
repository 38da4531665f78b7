import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { nextOrderNumber } from "./next-order-number.server.ts";

export type DuplicateResult = { ok: true; id: string } | { ok: false; reason: "gone" | "supplier-archived" };

/**
 * A draft of the same lines, quantities and prices; days are to be given anew. `newId` is the button's own: pressed twice,
 * it makes one.
 * @param newId a UUID
 */
export async function duplicatePurchaseOrder(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  newId: string,
): Promise<DuplicateResult> {
  const now = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    const number = await nextOrderNumber(db, shop);
    if ((await db.purchaseOrder.count({ where: { shop, id: newId } })) > 0) return { ok: true, id: newId };
    const order = await db.purchaseOrder.findUnique({
      where: { shop_id: { shop, id } },
      include: { lines: { orderBy: { position: "asc" } }, supplier: { select: { archivedAt: true } } },
    });
    if (order === null) return { ok: false, reason: "gone" };
    if (order.supplier.archivedAt !== null) return { ok: false, reason: "supplier-archived" };
    const { supplierId, locationId, currency, note } = order;
    await db.purchaseOrder.create({
      data: {
        shop,
        id: newId,
        number,
        supplierId,
        locationId,
        currency,
        note,
        source: "duplicate",
        createdAt: now,
        updatedAt: now,
      },
    });
    await db.purchaseOrderLine.createMany({
      data: order.lines.map(
        ({ position, variantId, inventoryItemId, title, supplierSku, orderedUnits, priceMinor }) => ({
          shop,
          purchaseOrderId: newId,
          position,
          variantId,
          inventoryItemId,
          title,
          supplierSku,
          orderedUnits,
          priceMinor,
          updatedAt: now,
        }),
      ),
    });
    return { ok: true, id: newId };
  });
}
