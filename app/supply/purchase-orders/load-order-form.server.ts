import type { Location } from "@prisma/client";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import { amountText } from "./order-amount.ts";
import type { OrderStatus } from "./purchase-order-status.ts";
import { isUnderWay } from "./purchase-order-status.ts";
import { findOrderVariants, type OrderVariant } from "./find-order-variants.server.ts";

/** A line as the form's fields hold it. */
export interface DraftLine {
  /** Null: not saved yet. */
  id: string | null;
  variant: OrderVariant;
  units: string;
  price: string;
  supplierSku: string;
  expectedOn: string;
  /** Cannot be ordered below this. */
  receivedUnits: number;
}

export interface OrderFormPage {
  /** Null: a new order. */
  order: { id: string; number: string; version: number; isPlaced: boolean } | null;
  draft: { supplierId: string; locationId: string; note: string; lines: DraftLine[] };
  suppliers: { id: string; name: string; currency: string; isArchived: boolean; minimumOrderMinor: number | null }[];
  locations: { id: string; name: string }[];
  today: Day;
}

/**
 * What the form of a new order or of one to be changed begins with. Null: there is no such order, or it is over.
 * `wanted`: a supplier and a variant to begin with, from where the merchant came.
 */
export async function loadOrderForm(
  ports: Ports,
  shop: ShopDomain,
  id: string | null,
  wanted: { supplierId: string | null } = { supplierId: null },
): Promise<OrderFormPage | null> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
    const today = shopMoment(now, timeZone).day;
    const suppliers = await db.supplier.findMany({ where: { shop }, orderBy: { name: "asc" } });
    const locations = await db.location.findMany({ where: { shop }, orderBy: { name: "asc" } });
    const order =
      id === null
        ? null
        : await db.purchaseOrder.findUnique({
            where: { shop_id: { shop, id } },
            include: { lines: { orderBy: { position: "asc" } } },
          });
    if (id !== null && order === null) return null;
    // Justified cast: the column holds what our own use-cases wrote.
    const isPlaced = order !== null && isUnderWay({ ...order, status: order.status as OrderStatus });
    if (order !== null && order.status !== "draft" && !isPlaced) return null;
    const active = suppliers.filter(({ archivedAt }) => archivedAt === null);
    const first =
      active.find((supplier) => supplier.id === wanted.supplierId)?.id ?? (active.length === 1 ? active[0]?.id : "");
    const known = new Map<string, OrderVariant>();
    if (order !== null)
      for (const variant of await findOrderVariants(db, shop, order.supplierId, today, {
        variantIds: order.lines.map(({ variantId }) => variantId),
      }))
        known.set(variant.variantId, variant);
    return {
      order: order && { id: order.id, number: order.number, version: order.version, isPlaced },
      draft: {
        supplierId: order?.supplierId ?? first ?? "",
        locationId: order?.locationId ?? (await likelyLocation(db, shop, locations)),
        note: order?.note ?? "",
        lines: (order?.lines ?? []).map((line) => ({
          id: line.id,
          variant: known.get(line.variantId) ?? goneVariant(line),
          units: String(line.orderedUnits),
          price: line.priceMinor === null ? "" : amountText(Number(line.priceMinor), order?.currency ?? ""),
          supplierSku: line.supplierSku ?? "",
          expectedOn: line.expectedOn ?? "",
          receivedUnits: line.receivedUnits,
        })),
      },
      suppliers: suppliers
        .filter(({ id: each, archivedAt }) => archivedAt === null || each === order?.supplierId)
        .map((supplier) => ({
          id: supplier.id,
          name: supplier.name,
          currency: supplier.currency,
          isArchived: supplier.archivedAt !== null,
          minimumOrderMinor: supplier.minimumOrderMinor === null ? null : Number(supplier.minimumOrderMinor),
        })),
      locations: locations
        .filter(({ isActive, locationId }) => isActive || locationId === order?.locationId)
        .map(({ locationId, name }) => ({ id: locationId, name })),
      today,
    };
  });
}

/** Shopify has it no more: its units may still come. */
function goneVariant({ variantId, title }: { variantId: string; title: string }): OrderVariant {
  return {
    variantId,
    displayName: title,
    sku: null,
    availableUnits: 0,
    owedUnits: 0,
    isUntracked: false,
    isGone: true,
    terms: null,
    expectedOn: null,
  };
}

/** Where the last order arrives, or else a place that also ships. */
async function likelyLocation(db: Db, shop: ShopDomain, locations: readonly Location[]): Promise<string> {
  const open = locations.filter(({ isActive }) => isActive);
  const last = await db.purchaseOrder.findFirst({
    where: { shop, locationId: { in: open.map(({ locationId }) => locationId) } },
    orderBy: { createdAt: "desc" },
    select: { locationId: true },
  });
  return (last ?? open.find(({ fulfillsOnlineOrders }) => fulfillsOnlineOrders) ?? open[0])?.locationId ?? "";
}
