import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type MoveResult, moveWithTask } from "./move-with-task.server.ts";

/** "Stop taking new backorders": every policy is restored; those who wait are still cared for. */
export function stopBackorders(ports: Ports, shop: ShopDomain): Promise<MoveResult> {
  return moveWithTask(ports, shop, "stop");
}
