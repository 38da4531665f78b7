import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { BackorderSettings } from "./backorder-settings.ts";

/** Has the holds and tags of these orders brought up to the ledger, where the merchant wants any. */
export async function markUnsettled(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  orderIds: readonly string[],
  { holds, orderTags, shipCompleteTags }: BackorderSettings,
): Promise<void> {
  const isWanted = holds !== "none" || orderTags !== null || shipCompleteTags.length > 0;
  if (!isWanted || orderIds.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "UnsettledOrder" AS o (shop, "orderId")
    SELECT ${shop}, id FROM unnest(${[...new Set(orderIds)].sort()}::text[]) AS id
    ON CONFLICT (shop, "orderId") DO UPDATE SET version = o.version + 1`;
  await ports.queue.enqueue(db, "settle-orders", { shop });
}
