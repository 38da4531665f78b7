import { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { causeWeight, type PromiseCause } from "./promise-cause.ts";

/** An order and the stock it takes are heard of apart: dated between the two, everyone would seem to move. */
const settleMs = 2_000;

/**
 * Has the queues of these items dated again, in the caller's transaction; of several causes the weightiest is kept. Items
 * that nobody waits for have no queue. `itemIds` null: all of the shop's.
 */
export async function markStaleQueues(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[] | null,
  cause: PromiseCause,
  {
    /** Nothing else is to be heard of first: the merchant asked, or an order was read, and the stock it took is read with it. */
    atOnce = false,
    /** The caller is a run of reconcile-shop: it dates what it marked before it ends, and is tried again if it dies. */
    isDatedByRun = false,
  } = {},
): Promise<void> {
  if (itemIds?.length === 0) return;
  const waitMs = atOnce ? 0 : settleMs;
  const weighed = JSON.stringify({ weight: causeWeight(cause), cause });
  const ofItems =
    itemIds === null
      ? Prisma.sql`"inventoryItemId" IS NOT NULL`
      : Prisma.sql`"inventoryItemId" = ANY(${[...itemIds]}::text[])`;
  const marked = await db.$executeRaw`
    INSERT INTO "StaleQueue" AS q (shop, "inventoryItemId", cause, "notBefore")
    SELECT ${shop}, item, ${weighed}::jsonb, now() + ${waitMs} * interval '1 millisecond' FROM (
      SELECT "inventoryItemId" AS item FROM "OrderLine"
      WHERE shop = ${shop} AND ${ofItems} AND "unfulfilledUnits" > 0 AND NOT "isTest"
      UNION SELECT "inventoryItemId" FROM "LinePromise" WHERE shop = ${shop} AND ${ofItems} AND outcome IS NULL
    ) waiting ORDER BY item
    ON CONFLICT (shop, "inventoryItemId") DO UPDATE SET version = q.version + 1, "notBefore" = least(q."notBefore", excluded."notBefore"),
      cause = CASE WHEN (excluded.cause->>'weight')::int >= (q.cause->>'weight')::int THEN excluded.cause ELSE q.cause END`;
  if (marked > 0 && !isDatedByRun) await ports.queue.enqueue(db, "date-queues", { shop }, { afterMs: waitMs });
}
