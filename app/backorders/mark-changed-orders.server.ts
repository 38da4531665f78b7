import { markDirty } from "../availability/mark-dirty.server.ts";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/** Shopify tells instants to the second, and its clock is not ours. */
const sameMs = 5_000;

/**
 * Of orders that Shopify says have changed, those are read again that the ledger does not know so: its read is older, or
 * so near to the change that it may have missed some of it.
 */
export async function markChangedOrders(
  db: Db,
  shop: ShopDomain,
  orders: readonly { id: string; updatedAt: string }[],
): Promise<void> {
  const missed = await db.$queryRaw<{ orderId: string }[]>`
    SELECT g.id AS "orderId" FROM jsonb_to_recordset(${JSON.stringify(orders)}::jsonb)
      AS g(id text, "updatedAt" timestamptz)
    WHERE NOT EXISTS (
      SELECT FROM "LedgerOrder" o WHERE o.shop = ${shop} AND o."orderId" = g.id
        AND o."updatedAt" = g."updatedAt" AND o."readAt" >= g."updatedAt" + ${sameMs} * interval '1 millisecond')`;
  await markDirty(
    db,
    shop,
    missed.map(({ orderId }) => ({ kind: "order" as const, item: orderId, hintedAt: null })),
  );
}
