import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

export interface FoundOrder {
  orderId: string;
  name: string;
}

const mostFound = 10;

/** Orders of exactly this number, whether or not anybody waits for them, with or without Shopify's sign before it. */
export async function findOrders(db: Db, shop: ShopDomain, search: string): Promise<FoundOrder[]> {
  const bare = search.replace(/^#/, "");
  return db.ledgerOrder.findMany({
    where: { shop, name: { in: [bare, `#${bare}`] } },
    select: { orderId: true, name: true },
    orderBy: { placedAt: "desc" },
    take: mostFound,
  });
}
