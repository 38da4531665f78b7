import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { supplyChanged } from "../supply-changed.server.ts";
import { closeRankGaps } from "./close-rank-gaps.server.ts";
import { itemsOfSuppliers } from "./items-of-suppliers.server.ts";
import { lockSupplier } from "./lock-supplier.server.ts";

interface OrderName {
  id: string;
  number: string;
}

export type RemoveSupplierResult =
  /** Archived: there are purchase orders, and their record is what later dates rest on. */
  | { ok: true; outcome: "deleted" | "archived" }
  | { ok: false; reason: "gone" }
  /** Up to ten of them, of `orderCount`. */
  | { ok: false; reason: "open-orders"; orders: OrderName[]; orderCount: number };

const mostNamed = 10;

/**
 * Takes a supplier off the list: deleted with its terms where there never was a purchase order, archived where there
 * was, and refused where one is open: its units are still promised to people who wait.
 */
export async function removeSupplier(ports: Ports, shop: ShopDomain, id: string): Promise<RemoveSupplierResult> {
  const now = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    // Locked: a purchase order made meanwhile waits for this, and then finds the supplier gone or archived.
    if ((await lockSupplier(db, shop, id)) === null) return { ok: false, reason: "gone" };
    const { orders, orderCount } = await openOrders(db, shop, id);
    if (orderCount > 0) return { ok: false, reason: "open-orders", orders, orderCount };
    const items = await itemsOfSuppliers(db, shop, [id]);
    const isKept =
      (await db.purchaseOrder.findFirst({ where: { shop, supplierId: id }, select: { id: true } })) !== null;
    if (isKept) {
      await db.supplier.update({ where: { shop_id: { shop, id } }, data: { archivedAt: now, updatedAt: now } });
    } else {
      const terms = await db.supplierTerms.findMany({ where: { shop, supplierId: id }, select: { variantId: true } });
      await db.latenessRecord.deleteMany({ where: { shop, supplierId: id } });
      await db.supplier.delete({ where: { shop_id: { shop, id } } });
      await closeRankGaps(
        db,
        shop,
        terms.map(({ variantId }) => variantId),
        now,
      );
    }
    await supplyChanged(ports, db, shop, items, { code: "supplier-changed", supplierId: id });
    return { ok: true, outcome: isKept ? "archived" : "deleted" };
  });
}

export type BringBackResult = { ok: true } | { ok: false; reason: "gone" };

/** An archived supplier is one to order from again, with the terms it had. */
export async function bringBackSupplier(ports: Ports, shop: ShopDomain, id: string): Promise<BringBackResult> {
  const now = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    if ((await lockSupplier(db, shop, id)) === null) return { ok: false, reason: "gone" };
    await db.supplier.update({ where: { shop_id: { shop, id } }, data: { archivedAt: null, updatedAt: now } });
    const cause = { code: "supplier-changed", supplierId: id } as const;
    await supplyChanged(ports, db, shop, await itemsOfSuppliers(db, shop, [id]), cause);
    return { ok: true };
  });
}

async function openOrders(db: Db, shop: ShopDomain, supplierId: string) {
  const where = {
    shop,
    supplierId,
    closedOn: null,
    status: { in: ["draft", "ordered", "confirmed", "partly-received"] },
  };
  const orderCount = await db.purchaseOrder.count({ where });
  const orders = await db.purchaseOrder.findMany({
    where,
    select: { id: true, number: true },
    orderBy: { createdAt: "asc" },
    take: mostNamed,
  });
  return { orders, orderCount };
}
