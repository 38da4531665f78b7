import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { startTask } from "../shops/start-task.server.ts";
import type { PolicyChange } from "./policy-change.ts";
import { type PolicyTargetRef, targetIdOf } from "./policy-target.ts";
import type { RuleChangeCheckpoint, RuleRow } from "./rule-change-checkpoint.ts";

export interface RuleUndo {
  targets: readonly PolicyTargetRef[];
  rows: RuleRow[];
}

/** Fewer are published before a progress bar could be read. */
const fewestFollowed = 100;

/**
 * A task that follows a change of rules while the one path publishes it, in the transaction that marked its variants.
 * One that is still under way is over: what is left of it belongs to this one.
 * @returns null where so little changes that there is nothing to follow.
 */
export async function startRuleChange(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  { touchedCount, changedCount }: PolicyChange,
  undo: RuleUndo | null,
): Promise<string | null> {
  await db.$executeRaw`
    UPDATE "Task" SET status = 'done', "finishedAt" = now(), "updatedAt" = now(),
      checkpoint = checkpoint || '{"undo": null}'
    WHERE shop = ${shop} AND kind = 'bulk-edit' AND status IN ('waiting', 'running')`;
  if (changedCount < fewestFollowed) return null;
  const [marked] = await db.$queryRaw<{ at: Date }[]>`SELECT now() + interval '1 millisecond' AS at`;
  const checkpoint: RuleChangeCheckpoint = {
    markedAt: (marked?.at ?? new Date()).toISOString(),
    undo: undo && {
      targets: undo.targets.map((target) => ({ level: target.level, targetId: targetIdOf(target, shop) })),
      rows: undo.rows,
    },
  };
  const { taskId } = await startTask(ports, db, shop, "bulk-edit");
  // One text: of 50,000 rules, Prisma takes half a minute to make a query out of their values.
  await db.$executeRaw`
    UPDATE "Task" SET "totalUnits" = ${touchedCount}, checkpoint = ${JSON.stringify(checkpoint)}::jsonb
    WHERE shop = ${shop} AND id = ${taskId}`;
  return taskId;
}
