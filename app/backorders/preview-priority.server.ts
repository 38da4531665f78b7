import { withShop } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { BackorderSettings } from "./backorder-settings.ts";
import { compareQueues } from "./compare-queues.ts";
import { type NamedMove, nameMoves } from "./name-moves.server.ts";
import { queueOfItem } from "./queue-of-item.server.ts";
import { readBackorderSettings } from "./read-backorder-settings.server.ts";
import { readItemQueues } from "./read-item-queues.server.ts";

export interface PriorityPreview {
  moves: NamedMove[];
  moveCount: number;
  /** Of the items whose queues may change, so many were looked at. */
  itemCount: number;
  isWhole: boolean;
}

/** As many queues as are dated within a few seconds. */
const mostItems = 50;

/** Who would move from when to when under other priority tags. Nothing is changed. */
export async function previewPriority(
  ports: Ports,
  shop: ShopDomain,
  instead: Pick<BackorderSettings, "priorityTags" | "unpaidDays">,
): Promise<PriorityPreview> {
  const now = await ports.clock.businessNow();
  return withShop(
    shop,
    async (db) => {
      const { priorityTags, unpaidDays } = await readBackorderSettings(db, shop);
      const tags = [...new Set([...priorityTags, ...instead.priorityTags])];
      const isAny = unpaidDays !== instead.unpaidDays;
      const items = await db.$queryRaw<{ itemId: InventoryItemGid }[]>`
        SELECT l."inventoryItemId" AS "itemId" FROM "OrderLine" l
        JOIN "LedgerOrder" o ON o.shop = l.shop AND o."orderId" = l."orderId"
        WHERE l.shop = ${shop} AND l."unfulfilledUnits" > l."allocatedUnits" AND NOT l."isTest"
          AND l."inventoryItemId" IS NOT NULL
          AND (o.tags && ${tags}::text[] OR o."customerTags" && ${tags}::text[] OR ${isAny} AND o."countsFrom" IS NULL)
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${mostItems + 1}`;
      const looked = items.slice(0, mostItems).map(({ itemId }) => itemId);
      const before = await readItemQueues(db, shop, now, looked);
      const after = await readItemQueues(db, shop, now, looked, instead);
      const moves = looked.flatMap((itemId) => {
        const [was, is] = [before.get(itemId), after.get(itemId)];
        if (was === undefined || is === undefined) return [];
        const old = queueOfItem(was.frame, was.variant, was.waiting);
        const next = queueOfItem(is.frame, is.variant, is.waiting);
        return compareQueues(old.windowsOf(old.queue), next.windowsOf(next.queue));
      });
      return {
        moves: await nameMoves(db, shop, moves),
        moveCount: moves.length,
        itemCount: looked.length,
        isWhole: items.length <= mostItems,
      };
    },
    { timeoutMs: 30_000 },
  );
}
