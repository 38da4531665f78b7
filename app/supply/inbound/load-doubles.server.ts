import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../../ids.ts";
import type { OpenLine } from "../open-line.ts";
import { type DoubleSide, findDoubles } from "./find-doubles.ts";
import { loadOpenLines } from "./load-open-lines.server.ts";

export interface SuspectedDouble {
  /** Without `po:`. */
  orderLineId: string;
  orderNumber: string;
  orderId: string;
  shopifyLineId: string;
  shopifyName: string;
  inventoryItemId: InventoryItemGid;
  orderUnits: number;
  shopifyUnits: number;
}

/** Pairs that may describe the same units, of lines that the merchant neither linked nor called no doubles. */
export async function loadDoubles(db: Db, shop: ShopDomain): Promise<SuspectedDouble[]> {
  const asked = await db.shopifyInboundLine.findMany({
    where: { shop, purchaseOrderLineId: null, isNoDouble: false },
    select: { id: true, inventoryItemId: true },
  });
  // Justified cast: the column holds Shopify's ids.
  const itemIds = [...new Set(asked.map((line) => line.inventoryItemId as InventoryItemGid))];
  const lines = await loadOpenLines(db, shop, itemIds);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const askedIds = new Set(asked.map(({ id }) => id));
  const pairs = findDoubles(
    lines.filter(({ source }) => source.kind === "purchase-order").map(sideOf),
    lines.filter(({ id }) => askedIds.has(id)).map(sideOf),
  );
  return pairs.flatMap(({ orderLineId, shopifyLineId }) => {
    const [order, shopify] = [byId.get(orderLineId), byId.get(shopifyLineId)];
    if (order?.source.kind !== "purchase-order" || !shopify || shopify.source.kind === "purchase-order") return [];
    return {
      orderLineId: orderLineId.slice("po:".length),
      orderNumber: order.source.number,
      orderId: order.source.id,
      shopifyLineId,
      shopifyName: shopify.source.name,
      inventoryItemId: order.inventoryItemId,
      orderUnits: order.units,
      shopifyUnits: shopify.units,
    };
  });
}

const sideOf = ({ id, inventoryItemId, locationId, units, expectedOn }: OpenLine): DoubleSide => ({
  id,
  inventoryItemId,
  locationId,
  units,
  expectedOn,
});
