import type { Prisma } from "@prisma/client";
import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

export type TaskKind =
  "catalogue-sync" | "sweep" | "order-sync" | "collection-sync" | "start" | "stop" | "leave" | "bulk-edit" | "import";

/** A task of this kind, and the job that carries it on, in the caller's transaction; one under way is left to go on. */
export async function startTask(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  kind: TaskKind,
  checkpoint: Prisma.InputJsonObject = {},
): Promise<{ taskId: string; isNew: boolean }> {
  const underWay = await db.task.findFirst({
    where: { shop, kind, status: { in: ["waiting", "running"] } },
    select: { id: true },
  });
  const taskId = underWay?.id ?? (await db.task.create({ data: { shop, kind, checkpoint }, select: { id: true } })).id;
  await ports.queue.enqueue(db, "run-task", { shop, taskId });
  return { taskId, isNew: underWay === null };
}
