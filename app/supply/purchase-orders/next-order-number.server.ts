import type { Db } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";

/**
 * The shop's next free number, "PO-1001" being its first. Until the transaction ends nobody else gets one, so that two
 * orders made at once never take the same.
 */
export async function nextOrderNumber(db: Db, shop: ShopDomain): Promise<string> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`purchase-order-number ${shop}`}, 0))`;
  const [row] = await db.$queryRaw<{ next: number }[]>`
    SELECT coalesce(max(substring(number FROM '^PO-([0-9]{1,9})$')::int), 1000) + 1 AS next
    FROM "PurchaseOrder" WHERE shop = ${shop}`;
  return `PO-${row?.next ?? 1001}`;
}
