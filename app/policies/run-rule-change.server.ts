import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { variantsLeft } from "../shops/variants-left.server.ts";
import { ruleChangeCheckpoint } from "./rule-change-checkpoint.ts";

/** How often the progress is looked at while the one path works. */
const lookAgainMs = 1_000;

/**
 * Follows a change of rules. It writes nothing to Shopify itself: the variants were marked when the rules were saved, and
 * the one path publishes them at the rate that Shopify allows; so a crash loses nothing. Task: bulk-edit.
 */
export async function runRuleChange(ports: Ports, shop: ShopDomain, taskId: string): Promise<void> {
  await withShop(shop, async (db) => {
    const open = { shop, id: taskId, status: { in: ["waiting", "running"] } };
    const task = await db.task.findFirst({ where: open });
    if (task === null) return;
    const { markedAt } = ruleChangeCheckpoint.parse(task.checkpoint);
    const { dirty } = await variantsLeft(db, shop, markedAt);
    const doneUnits = Math.max(task.doneUnits, (task.totalUnits ?? 0) - dirty);
    const end = dirty === 0 ? { status: "done", finishedAt: new Date() } : { status: "running" };
    await db.task.updateMany({ where: open, data: { ...end, doneUnits } });
    if (dirty > 0) await ports.queue.enqueue(db, "run-task", { shop, taskId }, { afterMs: lookAgainMs });
  });
}
