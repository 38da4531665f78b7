import type { Db } from "../../db.server.ts";
import type { InventoryItemGid, LocationGid, ShopDomain, VariantGid } from "../../ids.ts";
import type { Day } from "../day.ts";
import type { OrderStatus } from "./purchase-order-status.ts";

export interface LockedLine {
  id: string;
  position: number;
  variantId: VariantGid;
  inventoryItemId: InventoryItemGid;
  title: string;
  supplierSku: string | null;
  orderedUnits: number;
  receivedUnits: number;
  closedUnits: number;
  priceMinor: number | null;
  expectedOn: Day | null;
  statedOn: Day | null;
}

export interface LockedOrder {
  id: string;
  number: string;
  supplierId: string;
  locationId: LocationGid;
  status: OrderStatus;
  currency: string;
  orderedOn: Day | null;
  confirmedOn: Day | null;
  closedOn: Day | null;
  note: string;
  version: number;
  lines: LockedLine[];
}

/**
 * An order with its lines, held until the transaction ends: whoever else changes it waits, and then sees our version.
 * Null: there is none.
 */
export async function lockPurchaseOrder(db: Db, shop: ShopDomain, id: string): Promise<LockedOrder | null> {
  await db.$queryRaw`SELECT 1 FROM "PurchaseOrder" WHERE shop = ${shop} AND id = ${id} FOR UPDATE`;
  const order = await db.purchaseOrder.findUnique({
    where: { shop_id: { shop, id } },
    include: { lines: { orderBy: { position: "asc" } } },
  });
  if (order === null) return null;
  return {
    ...order,
    // Justified casts: the columns hold what our own use-cases wrote.
    status: order.status as OrderStatus,
    locationId: order.locationId as LocationGid,
    lines: order.lines.map((line) => ({
      ...line,
      variantId: line.variantId as VariantGid,
      inventoryItemId: line.inventoryItemId as InventoryItemGid,
      priceMinor: line.priceMinor === null ? null : Number(line.priceMinor),
    })),
  };
}
