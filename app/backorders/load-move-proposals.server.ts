import { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import { countsAt } from "./counts-at.server.ts";
import { loadStockPlaces } from "./load-stock-places.server.ts";
import { type MoveProposal, proposeMoves } from "./propose-moves.ts";
import { queueOfItem } from "./queue-of-item.server.ts";
import { readItemQueues } from "./read-item-queues.server.ts";

export type ItemProposal = MoveProposal & { inventoryItemId: InventoryItemGid };

/** Items looked at in one go. */
const mostItems = 50;

/** What could be sent at once from another counted location, in queue order. `itemIds` null: of all items. */
export async function loadMoveProposals(
  db: Db,
  shop: ShopDomain,
  now: number,
  itemIds: readonly InventoryItemGid[] | null,
): Promise<ItemProposal[]> {
  const queues = await readItemQueues(db, shop, now, await itemsInTwoPlaces(db, shop, itemIds));
  const stock = await loadStockPlaces(db, shop, [...queues.keys()]);
  return [...queues].flatMap(([inventoryItemId, { frame, variant, waiting }]) => {
    const counts = countsAt(frame, variant);
    const free = (stock.get(inventoryItemId) ?? []).flatMap(({ locationId, availableUnits }) =>
      counts(locationId) ? [{ locationId, units: availableUnits }] : [],
    );
    const { queue } = queueOfItem(frame, variant, waiting);
    return proposeMoves(queue, free).map((proposal) => ({ ...proposal, inventoryItemId }));
  });
}

/** Items that somebody waits for at one location and of which another has some to spare. */
async function itemsInTwoPlaces(
  db: Db,
  shop: ShopDomain,
  itemIds: readonly InventoryItemGid[] | null,
): Promise<InventoryItemGid[]> {
  const only = itemIds === null ? Prisma.empty : Prisma.sql`AND u."inventoryItemId" = ANY(${[...itemIds]})`;
  const rows = await db.$queryRaw<{ itemId: InventoryItemGid }[]>`
    SELECT u."inventoryItemId" AS "itemId" FROM "LedgerUnit" u
    JOIN "InventoryLevel" l ON l.shop = u.shop AND l."inventoryItemId" = u."inventoryItemId"
      AND l."locationId" <> u."locationId" AND l.available > 0
    WHERE u.shop = ${shop} AND u."locationId" <> '' AND u."remainingUnits" > u."allocatedUnits" ${only}
    GROUP BY 1 ORDER BY 1 LIMIT ${mostItems}`;
  return rows.map(({ itemId }) => itemId);
}
