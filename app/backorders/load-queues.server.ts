import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { WaitingLine } from "./waiting-line.ts";

type Row = Omit<WaitingLine, "placedAt"> & { placedAt: Date };

/**
 * Everyone who waits for these items, in queue order: the instant an order counted as paid, or was placed where it is
 * not paid yet, then the order, then its line.
 */
export async function loadQueues(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[],
): Promise<Map<InventoryItemGid, WaitingLine[]>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT l."lineId", l."orderId", l."variantId", l."inventoryItemId", l."unfulfilledUnits" AS units, l."placedAt",
      l."toldWindow", l."isAdopted",
      CASE WHEN p."lineId" IS NOT NULL THEN jsonb_build_object(
        'toldFrom', p."toldFrom", 'toldTo', p."toldTo", 'toldStanding', p."toldStanding", 'computedFrom', p."computedFrom", 'computedTo', p."computedTo",
        'givenFrom', p."givenFrom", 'givenTo', p."givenTo", 'parts', p.parts, 'isReady', p."isReady", 'isDelayedAtBirth', p."isDelayedAtBirth",
        'reportId', p."reportId") END AS promise
    FROM "OrderLine" l
    LEFT JOIN "LinePromise" p ON p.shop = l.shop AND p."lineId" = l."lineId"
    WHERE l.shop = ${shop} AND l."inventoryItemId" = ANY(${[...itemIds]}) AND l."unfulfilledUnits" > 0 AND NOT l."isTest"
    ORDER BY l."inventoryItemId", coalesce(l."paidAt", l."placedAt"), length(l."orderId"), l."orderId",
      length(l."lineId"), l."lineId"`;
  const queues = new Map<InventoryItemGid, WaitingLine[]>();
  for (const { placedAt, ...row } of rows) {
    const queue = queues.get(row.inventoryItemId);
    const line = { ...row, placedAt: placedAt.getTime() };
    if (queue === undefined) queues.set(row.inventoryItemId, [line]);
    else queue.push(line);
  }
  return queues;
}
