import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { type MoveResult, moveWithTask } from "./move-with-task.server.ts";

/** "Start selling": what `previewStart` showed is published, with progress. Undone by `stopBackorders`. */
export function startSelling(ports: Ports, shop: ShopDomain): Promise<MoveResult> {
  return moveWithTask(ports, shop, "start");
}
