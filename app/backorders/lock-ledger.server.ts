import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/**
 * Held to the end of the caller's transaction: what an order's read changes and what is allocated are both worked out from
 * the lines as they stand, so one of them writes at a time. Taken before anything is read.
 */
export async function lockLedger(db: Db, shop: ShopDomain): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`ledger ${shop}`}, 0))`;
}
