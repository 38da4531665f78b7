import type { Prisma } from "@prisma/client";
import { type Db, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import type { Day } from "../day.ts";
import { shopMoment } from "../shop-moment.ts";
import { type LockedOrder, lockPurchaseOrder } from "./lock-purchase-order.server.ts";
import type { OrderRefusal } from "./order-outcome.ts";

export interface OrderChange {
  db: Db;
  order: LockedOrder;
  /** Business time, and the shop's day at it. */
  now: Date;
  today: Day;
  /** Writes what of the order itself is another, and moves its version on. */
  save(data: Omit<Prisma.PurchaseOrderUncheckedUpdateInput, "version" | "updatedAt">): Promise<void>;
}

/** Works on an order in one transaction that holds it alone, whatever its version. */
export async function holdPurchaseOrder<Result>(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  change: (given: OrderChange) => Promise<Result>,
): Promise<Result | Extract<OrderRefusal, { reason: "gone" }>> {
  const now = new Date(await ports.clock.businessNow());
  return withShop(
    shop,
    async (db) => {
      const order = await lockPurchaseOrder(db, shop, id);
      if (order === null) return { ok: false, reason: "gone" };
      const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
      return change({
        db,
        order,
        now,
        today: shopMoment(now.getTime(), timeZone).day,
        save: async (data) => {
          await db.purchaseOrder.update({
            where: { shop_id: { shop, id } },
            data: { ...data, version: { increment: 1 }, updatedAt: now },
          });
        },
      });
    },
    { timeoutMs: 30_000 },
  );
}

/**
 * The same for a page that had read `version`: another one means that somebody changed the order meanwhile, and nothing is
 * done.
 */
export function changePurchaseOrder<Result>(
  ports: Ports,
  shop: ShopDomain,
  id: string,
  version: number,
  change: (given: OrderChange) => Promise<Result>,
): Promise<Result | Extract<OrderRefusal, { reason: "gone" | "changed-meanwhile" }>> {
  return holdPurchaseOrder<Result | Extract<OrderRefusal, { reason: "changed-meanwhile" }>>(
    ports,
    shop,
    id,
    async (given) => (given.order.version === version ? change(given) : { ok: false, reason: "changed-meanwhile" }),
  );
}
