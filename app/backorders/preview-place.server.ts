import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { compareQueues } from "./compare-queues.ts";
import { findWaitingLine } from "./find-waiting-line.server.ts";
import { type NamedMove, nameMoves } from "./name-moves.server.ts";
import { queueOfItem } from "./queue-of-item.server.ts";
import { readItemQueues } from "./read-item-queues.server.ts";

export type QueuePlaceByHand = "first" | "last";

export type PlacePreview =
  | { ok: true; moves: NamedMove[]; moveCount: number; brokenCount: number }
  | { ok: false; reason: "not-waiting" | "has-stock" };

/**
 * Who would move from when to when if this line were served before all others of its item, after them, or by its own
 * place again (null). Nothing is changed: the queue is served and dated on a copy, as it would be.
 */
export async function previewPlace(
  ports: Ports,
  shop: ShopDomain,
  lineId: string,
  place: QueuePlaceByHand | null,
): Promise<PlacePreview> {
  const now = await ports.clock.businessNow();
  return withShop(
    shop,
    async (db) => {
      const line = await findWaitingLine(db, shop, lineId);
      if (!line.ok) return line;
      const read = (await readItemQueues(db, shop, now, [line.inventoryItemId])).get(line.inventoryItemId);
      if (read === undefined) return { ok: false, reason: "not-waiting" };
      const { frame, variant, waiting } = read;
      const before = queueOfItem(frame, variant, waiting);
      const after = queueOfItem(
        frame,
        variant,
        waiting.map((each) => (each.lineId === lineId ? { ...each, override: place } : each)),
      );
      const moves = compareQueues(before.windowsOf(before.queue), after.windowsOf(after.queue));
      return {
        ok: true,
        moves: await nameMoves(db, shop, moves),
        moveCount: moves.length,
        brokenCount: moves.filter(({ breaksPromise }) => breaksPromise).length,
      };
    },
    { timeoutMs: 30_000 },
  );
}
