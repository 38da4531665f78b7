import { withShop } from "../db.server.ts";
import { runRuleChange } from "../policies/run-rule-change.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { runMove } from "./run-move.server.ts";
import { syncCatalogue } from "./sync-catalogue.server.ts";
import { syncCollections } from "./sync-collections.server.ts";
import { syncOrders } from "./sync-orders.server.ts";

/**
 * Carries a task on from its checkpoint: long work in resumable steps, with progress. One that was stopped, or is gone with
 * its shop, ends here.
 */
export async function runTask(ports: Ports, shop: ShopDomain, taskId: string): Promise<void> {
  const task = await withShop(shop, (db) =>
    db.task.findUnique({ where: { shop_id: { shop, id: taskId } }, select: { kind: true } }),
  );
  switch (task?.kind) {
    case undefined:
      return;
    case "catalogue-sync":
    case "sweep":
      return syncCatalogue(ports, shop, taskId);
    case "collection-sync":
      return syncCollections(ports, shop, taskId);
    case "order-sync":
      return syncOrders(ports, shop, taskId);
    case "bulk-edit":
      return runRuleChange(ports, shop, taskId);
    case "start":
    case "stop":
    case "leave":
      return runMove(ports, shop, taskId);
    default:
      throw new Error(`No task is called ${task?.kind}`);
  }
}
