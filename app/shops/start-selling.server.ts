import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { moveShop } from "./move-shop.server.ts";
import type { ShopMove } from "./shop-lifecycle.ts";
import { startTask } from "./start-task.server.ts";

export type MoveResult = { ok: true; taskId: string } | { ok: false; reason: "not-from-here" };

/** "Start selling": what `previewStart` showed is published, with progress. Undone by stopBackorders. */
export function startSelling(ports: Ports, shop: ShopDomain): Promise<MoveResult> {
  return moveWithTask(ports, shop, "start");
}

/** "Stop taking new backorders": every policy is restored; those who wait are still cared for. */
export function stopBackorders(ports: Ports, shop: ShopDomain): Promise<MoveResult> {
  return moveWithTask(ports, shop, "stop");
}

/** "Leave Arrivo": stops, and removes everything of ours; the report holds all who wait. */
export function leaveArrivo(ports: Ports, shop: ShopDomain): Promise<MoveResult> {
  return moveWithTask(ports, shop, "leave");
}

async function moveWithTask(
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
