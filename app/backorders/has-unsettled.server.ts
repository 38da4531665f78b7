import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/** Are there orders whose holds and tags are still to be brought up? Those that Shopify refuses for now don't count. */
export async function hasUnsettled(db: Db, shop: ShopDomain): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "UnsettledOrder" WHERE shop = ${shop} AND since <= now() + interval '3 seconds' LIMIT 1`;
  return rows.length > 0;
}
