import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { variantsLeft } from "../shops/variants-left.server.ts";

/** How often the progress is looked at while the one path works. */
const lookAgainMs = 1_000;

/**
 * Follows a change of rules. It writes nothing to Shopify itself: the variants were marked when the rules were saved, and
 * the one path publishes them at the rate that Shopify allows; so a crash loses nothing. Task: bulk-edit.
 */
export async function runRuleChange(ports: Ports, shop: ShopDomain, taskId: string): Promise<void> {
  await withShop(shop, async (db) => {
    const open = { shop, id: taskId, status: { in: ["waiting", "running"] } };
    // Without what a stop would put back: it may be as much as a whole catalogue, and this runs every second.
    const [task] = await db.$queryRaw<{ doneUnits: number; totalUnits: number | null; markedAt: string }[]>`
      SELECT "doneUnits", "totalUnits", checkpoint->>'markedAt' AS "markedAt"
      FROM "Task" WHERE shop = ${shop} AND id = ${taskId} AND status IN ('waiting', 'running')`;
    if (task === undefined) return;
    const { markedAt } = task;
    const { dirty } = await variantsLeft(db, shop, markedAt);
    const doneUnits = Math.max(task.doneUnits, (task.totalUnits ?? 0) - dirty);
    const end =
      dirty === 0
        ? { status: "done", finishedAt: new Date(), checkpoint: { markedAt, undo: null } }
        : { status: "running" };
    await db.task.updateMany({ where: open, data: { ...end, doneUnits } });
    if (dirty > 0) await ports.queue.enqueue(db, "run-task", { shop, taskId }, { afterMs: lookAgainMs });
  });
}
