import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

/** The row, which nobody else changes until the transaction ends; null where there is none. */
export async function lockSupplier(db: Db, shop: ShopDomain, id: string) {
  await db.$queryRaw`SELECT 1 FROM "Supplier" WHERE shop = ${shop} AND id = ${id} FOR UPDATE`;
  return db.supplier.findUnique({ where: { shop_id: { shop, id } } });
}
