import { withShop } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplyChanged } from "../supply-changed.server.ts";

/** What the merchant says of a transfer's or shipment's line. */
export type InboundAnswer =
  /** It describes the same units as this purchase-order line. */
  | { is: "same"; orderLineId: string }
  /** It is no double of what it resembles; a link is taken off. */
  | { is: "other" };

/** `gone`: received or cancelled meanwhile. `order-gone`: the order is. `other-item`: the two are of different items. */
export type LinkResult = { ok: true } | { ok: false; reason: "gone" | "order-gone" | "other-item" };

/** From now on the units of both count once, on the shipment's day; or each for itself again. */
export function linkInboundLine(
  ports: Ports,
  shop: ShopDomain,
  shopifyLineId: string,
  answer: InboundAnswer,
): Promise<LinkResult> {
  return withShop(shop, async (db) => {
    const line = await db.shopifyInboundLine.findUnique({ where: { shop_id: { shop, id: shopifyLineId } } });
    if (line === null) return { ok: false, reason: "gone" };
    if (answer.is === "same") {
      const ordered = await db.purchaseOrderLine.findUnique({
        where: { shop_id: { shop, id: answer.orderLineId } },
        include: { purchaseOrder: { select: { status: true } } },
      });
      if (ordered === null || ordered.purchaseOrder.status === "cancelled") return { ok: false, reason: "order-gone" };
      if (ordered.inventoryItemId !== line.inventoryItemId) return { ok: false, reason: "other-item" };
    }
    const purchaseOrderLineId = answer.is === "same" ? answer.orderLineId : null;
    await db.shopifyInboundLine.update({
      where: { shop_id: { shop, id: shopifyLineId } },
      data: { purchaseOrderLineId, isNoDouble: answer.is === "other" },
    });
    // Justified cast: the column holds Shopify's ids.
    await supplyChanged(ports, db, shop, [line.inventoryItemId as InventoryItemGid], {
      code: "units-changed",
      lineId: line.id,
      name: line.name,
    });
    return { ok: true };
  });
}
