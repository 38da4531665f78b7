import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { moveShop } from "./move-shop.server.ts";
import type { ShopMove } from "./shop-lifecycle.ts";
import { startTask } from "./start-task.server.ts";

export type MoveResult = { ok: true; taskId: string } | { ok: false; reason: "not-from-here" };

/** Moves the shop at once, and starts the task that carries it through with progress, in one transaction. */
export async function moveWithTask(
  ports: Ports,
  shop: ShopDomain,
  move: Extract<ShopMove, "start" | "stop" | "leave">,
): Promise<MoveResult> {
  const at = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    const from = await moveShop(db, shop, move, at);
    if (from === null) return { ok: false, reason: "not-from-here" };
    const { taskId } = await startTask(ports, db, shop, move, { from });
    return { ok: true, taskId };
  });
}
