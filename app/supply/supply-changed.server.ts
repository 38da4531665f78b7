import { Prisma } from "@prisma/client";
import { markForDecision } from "../availability/dirty-items.server.ts";
import { markStaleQueues } from "../backorders/mark-stale-queues.server.ts";
import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { SupplyCause } from "./supply-cause.ts";

/**
 * What must follow wherever inbound units, their days or a supplier's record change, in the same transaction: the
 * variants of these items are decided again, and who waits for them is dated again. `itemIds` null: all of the shop's.
 */
export async function supplyChanged(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[] | null,
  cause: SupplyCause,
): Promise<void> {
  if (itemIds?.length === 0) return;
  await markForDecision(
    db,
    shop,
    itemIds === null ? Prisma.sql`true` : Prisma.sql`v."inventoryItemId" = ANY(${[...itemIds]})`,
  );
  await markStaleQueues(ports, db, shop, itemIds, cause);
  await ports.queue.enqueue(db, "reconcile-shop", { shop });
}
