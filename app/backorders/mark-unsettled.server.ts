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
  if (isWanted) return settleAgain(ports, db, shop, orderIds);
  if (orderIds.length === 0) return;
  const byHand = await db.ledgerOrder.findMany({
    where: { shop, orderId: { in: [...orderIds] }, holdRule: { not: null } },
    select: { orderId: true },
  });
  await settleAgain(
    ports,
    db,
    shop,
    byHand.map(({ orderId }) => orderId),
  );
}

/** The same whatever the merchant wants: what was done before may have to be taken back. */
export async function settleAgain(ports: Ports, db: Db, shop: ShopDomain, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "UnsettledOrder" AS o (shop, "orderId")
    SELECT ${shop}, id FROM unnest(${[...new Set(orderIds)].sort()}::text[]) AS id
    ON CONFLICT (shop, "orderId") DO UPDATE SET version = o.version + 1`;
  await ports.queue.enqueue(db, "settle-orders", { shop });
}
