import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { findWaitingLine } from "./find-waiting-line.server.ts";
import { markStaleQueues } from "./mark-stale-queues.server.ts";
import type { QueuePlaceByHand } from "./preview-place.server.ts";

export type GivePlaceResult = { ok: true } | { ok: false; reason: "not-waiting" | "has-stock" };

/** Serves a line before all others of its item, or after them, from now on. Its earlier place by hand, if any, ends. */
export async function givePlace(
  ports: Ports,
  shop: ShopDomain,
  lineId: string,
  place: QueuePlaceByHand,
  /** Shopify's id of the staff member. */
  by: string,
): Promise<GivePlaceResult> {
  const at = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    const line = await findWaitingLine(db, shop, lineId);
    if (!line.ok) return line;
    const { orderId, inventoryItemId } = line;
    await db.queueOverride.updateMany({
      where: { shop, lineId, undoneAt: null },
      data: { undoneAt: at, undoneBy: by },
    });
    await db.queueOverride.create({ data: { shop, orderId, lineId, place, by, at } });
    await markStaleQueues(ports, db, shop, [inventoryItemId], { code: "queue-moved" }, { atOnce: true });
    return { ok: true };
  });
}
