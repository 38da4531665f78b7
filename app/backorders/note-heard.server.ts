import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/**
 * What stock was given to these lines, or to all lines of these orders, has been heard of: by a mail, a trigger, a tag or
 * the release of a hold. From now on it may be in a box, and nobody older takes it back.
 */
export async function noteHeard(
  db: Db,
  shop: ShopDomain,
  of: { lineIds: readonly string[] } | { orderIds: readonly string[] },
): Promise<void> {
  const lineIds = "lineIds" in of ? [...of.lineIds] : [];
  const orderIds = "orderIds" in of ? [...of.orderIds] : [];
  if (lineIds.length + orderIds.length === 0) return;
  await db.$executeRaw`
    UPDATE "OrderLine" SET "firmUnits" = "allocatedUnits"
    WHERE shop = ${shop} AND ("lineId" = ANY(${lineIds}) OR "orderId" = ANY(${orderIds}))
      AND "firmUnits" <> "allocatedUnits"`;
}
