import { Prisma } from "@prisma/client";
import { type KnownVariant, loadKnownVariants } from "../availability/known-variants.server.ts";
import { type LoadedFrame, loadShopFrame, withSupply } from "../availability/load-shop-frame.server.ts";
import type { Db } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { BackorderSettings } from "./backorder-settings.ts";
import { loadQueues } from "./load-queues.server.ts";
import { readBackorderSettings } from "./read-backorder-settings.server.ts";
import type { WaitingLine } from "./waiting-line.ts";

export interface ReadQueue {
  frame: LoadedFrame;
  variant: KnownVariant;
  /** By the instant from which each counts, before anybody is put before others. */
  waiting: WaitingLine[];
}

/** Everything by which the queues of these items are served and dated, to look at them without changing anything. */
export async function readItemQueues(
  db: Db,
  shop: ShopDomain,
  now: number,
  itemIds: readonly InventoryItemGid[],
  /** In place of the merchant's own. */
  instead: Partial<BackorderSettings> = {},
): Promise<Map<InventoryItemGid, ReadQueue>> {
  const found = new Map<InventoryItemGid, ReadQueue>();
  if (itemIds.length === 0) return found;
  const bareFrame = await loadShopFrame(db, shop, now);
  if (bareFrame === null) return found;
  const variants = await loadKnownVariants(db, shop, Prisma.sql`v."inventoryItemId" = ANY(${[...itemIds]})`);
  const frame = await withSupply(db, bareFrame, variants);
  const rules = { ...(await readBackorderSettings(db, shop)), ...instead };
  const queues = await loadQueues(db, shop, itemIds, rules, frame.now);
  for (const itemId of itemIds) {
    const variant = variants.find((each) => each.inventoryItemId === itemId);
    const waiting = queues.get(itemId);
    if (variant !== undefined && waiting !== undefined) found.set(itemId, { frame, variant, waiting });
  }
  return found;
}
