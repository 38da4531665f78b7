import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";

/** A change of rules on its way to Shopify. */
export interface RuleChangeProgress {
  taskId: string;
  doneUnits: number;
  totalUnits: number;
  canStop: boolean;
}

/** Null: none is under way. */
export async function readRuleChange(db: Db, shop: ShopDomain): Promise<RuleChangeProgress | null> {
  // What a stop would put back may be as much as a whole catalogue, and this is asked every second.
  const [task] = await db.$queryRaw<RuleChangeProgress[]>`
    SELECT id AS "taskId", "doneUnits", coalesce("totalUnits", 0) AS "totalUnits",
      jsonb_typeof(checkpoint->'undo') = 'object' AS "canStop"
    FROM "Task" WHERE shop = ${shop} AND kind = 'bulk-edit' AND status IN ('waiting', 'running')
    ORDER BY "startedAt" DESC LIMIT 1`;
  return task ?? null;
}
