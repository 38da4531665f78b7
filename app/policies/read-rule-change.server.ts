import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { ruleChangeCheckpoint } from "./rule-change-checkpoint.ts";

/** A change of rules on its way to Shopify. */
export interface RuleChangeProgress {
  taskId: string;
  doneUnits: number;
  totalUnits: number;
  canStop: boolean;
}

/** Null: none is under way. */
export async function readRuleChange(db: Db, shop: ShopDomain): Promise<RuleChangeProgress | null> {
  const task = await db.task.findFirst({
    where: { shop, kind: "bulk-edit", status: { in: ["waiting", "running"] } },
    orderBy: { startedAt: "desc" },
  });
  if (task === null) return null;
  const { undo } = ruleChangeCheckpoint.parse(task.checkpoint);
  return { taskId: task.id, doneUnits: task.doneUnits, totalUnits: task.totalUnits ?? 0, canStop: undo !== null };
}
