import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { BulkState, StartedBulk } from "./catalogue-port.ts";
import { advanceSync, closeSync, type Sync } from "./open-sync.server.ts";
import type { SyncCheckpoint } from "./sync-checkpoint.ts";

/** Shopify's webhook usually says when it is done; asking costs a point, and covers the webhook that is lost. */
const soonMs = 1_000;
const laterMs = 10_000;
const patienceMs = 60_000;
const placeTakenMs = 15_000;
const mostFailures = 3;

/**
 * Starts the bulk operation and sees whether it is done, without holding a worker meanwhile: while it runs, the task's
 * job is put off.
 * @returns true when the result's address stands in the checkpoint.
 */
export async function awaitBulk(
  ports: Ports,
  shop: ShopDomain,
  sync: Sync,
  start: () => Promise<StartedBulk>,
  first: Partial<SyncCheckpoint>,
): Promise<boolean> {
  const again = (afterMs: number) =>
    ports.queue.enqueue(null, "run-task", { shop, taskId: sync.taskId }, { afterMs }).then(() => false);
  const move = (to: Partial<SyncCheckpoint>, progress?: { doneUnits: number; totalUnits: number }) =>
    withShop(shop, (db) => advanceSync(db, shop, sync, to, progress));

  if (sync.checkpoint.phase === "ask") {
    const askedAt = new Date(await ports.clock.businessNow()).toISOString();
    const started = await start();
    if (!started.ok) return again(placeTakenMs);
    const { bulkOperationId } = started;
    if (!(await move({ ...first, phase: "wait", bulkOperationId, askedAt, waitsSince: ports.clock.wallNow() })))
      return false;
  }
  if (sync.checkpoint.phase !== "wait") return true;

  const state: BulkState = await ports.shopify(shop).readBulk(sync.checkpoint.bulkOperationId ?? "");
  switch (state.status) {
    case "running":
      return again(ports.clock.wallNow() - (sync.checkpoint.waitsSince ?? 0) < patienceMs ? soonMs : laterMs);
    case "failed": {
      const failures = sync.checkpoint.failures + 1;
      if (failures >= mostFailures) {
        const errorCode = `bulk-${state.code.toLowerCase()}`;
        await withShop(shop, (db) => closeSync(db, shop, sync, { status: "failed", errorCode }));
        return false;
      }
      return (await move({ phase: "ask", failures })) ? again(soonMs) : false;
    }
    case "done": {
      const next = state.url === null ? ({ phase: "finish" } as const) : ({ phase: "store", url: state.url } as const);
      return move({ ...next, endByte: 0 }, { doneUnits: 0, totalUnits: state.objectCount });
    }
  }
}
