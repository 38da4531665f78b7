import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { changePolicies, type PolicyChangeResult } from "./change-policies.server.ts";
import { targetOfRow } from "./policy-target.ts";
import { ruleChangeCheckpoint } from "./rule-change-checkpoint.ts";
import { putRuleRows } from "./rule-rows.server.ts";
import { scopeOfTargets } from "./scope-of-target.server.ts";

export type StopRuleChangeResult =
  | PolicyChangeResult
  /** It was through, or another change has taken its place. */
  | { ok: false; reason: "over" }
  /** It wrote too many rules to put them back. */
  | { ok: false; reason: "too-many" };

/**
 * Stops a change of rules that is being published and puts the rules back as they were. A rule half applied would be
 * applied to the rest by the next look at it, so what was published meanwhile goes back as well, on the one path.
 */
export async function stopRuleChange(ports: Ports, shop: ShopDomain, taskId: string): Promise<StopRuleChangeResult> {
  const task = await withShop(shop, (db) => db.task.findFirst({ where: openTask(shop, taskId) }));
  if (task === null) return { ok: false, reason: "over" };
  const { markedAt, undo } = ruleChangeCheckpoint.parse(task.checkpoint);
  if (undo === null) return { ok: false, reason: "too-many" };
  const targets = undo.targets.map(({ level, targetId }) => targetOfRow(level, targetId));
  return changePolicies(
    ports,
    shop,
    {
      scope: scopeOfTargets(targets),
      write: async (db) => {
        await putRuleRows(db, shop, targets, undo.rows);
        await db.task.updateMany({
          where: openTask(shop, taskId),
          data: { status: "stopped", finishedAt: new Date(), checkpoint: { markedAt, undo: null } },
        });
      },
    },
    true,
  );
}

function openTask(shop: ShopDomain, id: string) {
  return { shop, id, kind: "bulk-edit", status: { in: ["waiting", "running"] } };
}
