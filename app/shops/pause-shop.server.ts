import { markForDecision } from "../availability/dirty-items.server.ts";
import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { moveShop } from "./move-shop.server.ts";
import { takenOver } from "./taken-over.server.ts";

/** "Pause": every variant returns to its own policy until the merchant starts again. */
export async function pauseShop(
  ports: Ports,
  shop: ShopDomain,
): Promise<{ ok: true } | { ok: false; reason: "not-from-here" }> {
  const at = new Date(await ports.clock.businessNow());
  return withShop(
    shop,
    async (db) => {
      if ((await moveShop(db, shop, "pause", at)) === null) return { ok: false, reason: "not-from-here" };
      await markForDecision(db, shop, takenOver);
      await ports.queue.enqueue(db, "reconcile-shop", { shop });
      return { ok: true };
    },
    { timeoutMs: 60_000 },
  );
}
