import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { BackorderSettings } from "./backorder-settings.ts";
import type { WaitingLine } from "./waiting-line.ts";

type Row = Omit<WaitingLine, "placedAt"> & { placedAt: Date };

const dayMs = 86_400_000;

/**
 * Everyone who waits for these items, by place: the instant from which an order counts as paid, then the order, then its
 * line. An order that is not paid has the place of its day for as long as the merchant keeps it, and then the last.
 */
export async function loadQueues(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[],
  { unpaidDays, priorityTags }: Pick<BackorderSettings, "unpaidDays" | "priorityTags">,
  now: Date,
): Promise<Map<InventoryItemGid, WaitingLine[]>> {
  const keptSince = new Date(now.getTime() - unpaidDays * dayMs);
  const rows = await db.$queryRaw<Row[]>`
    SELECT l."lineId", l."orderId", l."variantId", l."inventoryItemId", l."unfulfilledUnits" AS units, l."placedAt",
      l."toldWindow", l."isAdopted", l."firmUnits", l."readAt", o."isUnreadable",
      (o.tags && ${priorityTags} OR o."customerTags" && ${priorityTags}) AS "isPriority",
      (SELECT q.place FROM "QueueOverride" q WHERE q.shop = l.shop AND q."lineId" = l."lineId" AND q."undoneAt" IS NULL
        ORDER BY q.at DESC LIMIT 1) AS override,
      coalesce((SELECT jsonb_agg(jsonb_build_object('locationId', u."locationId", 'remaining', u."remainingUnits",
          'allocated', u."allocatedUnits", 'held', u."heldUnits") ORDER BY u."locationId")
        FROM "LedgerUnit" u WHERE u.shop = l.shop AND u."lineId" = l."lineId"),
        jsonb_build_array(jsonb_build_object('locationId', '', 'remaining', l."unfulfilledUnits", 'allocated', 0,
          'held', 0))) AS places,
      CASE WHEN p."lineId" IS NOT NULL THEN jsonb_build_object(
        'toldFrom', p."toldFrom", 'toldTo', p."toldTo", 'toldStanding', p."toldStanding", 'computedFrom', p."computedFrom", 'computedTo', p."computedTo",
        'givenFrom', p."givenFrom", 'givenTo', p."givenTo", 'parts', p.parts, 'isReady', p."isReady", 'isDelayedAtBirth', p."isDelayedAtBirth",
        'reportId', p."reportId") END AS promise
    FROM "OrderLine" l
    JOIN "LedgerOrder" o ON o.shop = l.shop AND o."orderId" = l."orderId"
    LEFT JOIN "LinePromise" p ON p.shop = l.shop AND p."lineId" = l."lineId"
    WHERE l.shop = ${shop} AND l."inventoryItemId" = ANY(${[...itemIds]}) AND l."unfulfilledUnits" > 0 AND NOT l."isTest"
    ORDER BY l."inventoryItemId", coalesce(o."countsFrom",
        CASE WHEN l."placedAt" >= ${keptSince} THEN l."placedAt" ELSE 'infinity' END), length(l."orderId"), l."orderId",
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
