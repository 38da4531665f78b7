import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type MoveResult, moveWithTask } from "./move-with-task.server.ts";

/** "Leave Arrivo": stops, and removes everything of ours from Shopify; the task's report holds all who wait. */
export function leaveArrivo(ports: Ports, shop: ShopDomain): Promise<MoveResult> {
  return moveWithTask(ports, shop, "leave");
}
