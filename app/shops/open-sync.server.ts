import type { Prisma } from "@prisma/client";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { type SyncCheckpoint, syncCheckpoint } from "./sync-checkpoint.ts";

export interface Sync {
  taskId: string;
  kind: string;
  checkpoint: SyncCheckpoint;
}

/** A task's row as its sync needs it, marked as running. Null: nothing is left to do, or the merchant stopped it. */
export async function openSync(shop: ShopDomain, taskId: string): Promise<Sync | null> {
  return withShop(shop, async (db) => {
    const open = { shop, id: taskId, status: { in: ["waiting", "running"] } };
    const { count } = await db.task.updateMany({ where: open, data: { status: "running" } });
    if (count === 0) return null;
    const { kind, checkpoint } = await db.task.findUniqueOrThrow({ where: { shop_id: { shop, id: taskId } } });
    return { taskId, kind, checkpoint: syncCheckpoint.parse(checkpoint) };
  });
}

/**
 * Moves a sync on; in the transaction that stored what it stands for.
 * @returns false when it was stopped meanwhile.
 */
export async function advanceSync(
  db: Db,
  shop: ShopDomain,
  sync: Sync,
  to: Partial<SyncCheckpoint>,
  progress: { doneUnits?: number | { increment: number }; totalUnits?: number } = {},
): Promise<boolean> {
  const checkpoint = { ...sync.checkpoint, ...to };
  const { count } = await db.task.updateMany({
    where: { shop, id: sync.taskId, status: "running" },
    // Justified cast: undefined keys are dropped on the way to JSON.
    data: { checkpoint: checkpoint as Prisma.InputJsonObject, ...progress },
  });
  sync.checkpoint = checkpoint;
  return count === 1;
}

export async function closeSync(
  db: Db,
  shop: ShopDomain,
  sync: Sync,
  end: { status: "done"; report: Prisma.InputJsonObject } | { status: "failed"; errorCode: string },
): Promise<void> {
  await db.task.updateMany({
    where: { shop, id: sync.taskId, status: "running" },
    data: { ...end, finishedAt: new Date() },
  });
}
