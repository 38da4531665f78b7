import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { settleAgain } from "./mark-unsettled.server.ts";

/**
 * Has the holds and tags brought up to the ledger of every order that somebody waits for, and of those that carry a hold
 * or a tag of ours: what is no longer wanted is taken back too.
 * @returns how many orders
 */
export async function settleAll(ports: Ports, db: Db, shop: ShopDomain): Promise<number> {
  const orders = await db.$queryRaw<{ orderId: string }[]>`
    SELECT l."orderId" FROM "OrderLine" l
    JOIN "LinePromise" p ON p.shop = l.shop AND p."lineId" = l."lineId" AND p.outcome IS NULL
    WHERE l.shop = ${shop} AND l."unfulfilledUnits" > 0
    UNION SELECT "orderId" FROM "LedgerOrder" WHERE shop = ${shop} AND ("ownTags" <> '{}' OR "holdRule" IS NOT NULL)
    UNION SELECT "orderId" FROM "LedgerUnit" WHERE shop = ${shop} AND "heldUnits" > 0`;
  await settleAgain(
    ports,
    db,
    shop,
    orders.map(({ orderId }) => orderId),
  );
  return orders.length;
}
