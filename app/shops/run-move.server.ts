import { Prisma } from "@prisma/client";
import { hasUnsettled } from "../backorders/has-unsettled.server.ts";
import { settleAll } from "../backorders/settle-all.server.ts";
import { markForDecision } from "../availability/dirty-items.server.ts";
import { stopGiving } from "../customers/compensation/stop-giving.server.ts";
import { silenceNotices } from "../customers/notices/silence-notices.server.ts";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { goodbyeFiles } from "./goodbye-files.server.ts";
import { type MoveCheckpoint, moveCheckpoint, type MoveReport } from "./move-task.ts";
import { moveShop } from "./move-shop.server.ts";
import { publishStorefrontSettings } from "./publish-storefront-settings.server.ts";
import { takenOver } from "./taken-over.server.ts";
import { variantsLeft } from "./variants-left.server.ts";
import { writeMoveReport } from "./write-move-report.server.ts";

/** How often the progress is looked at while the one path works. */
const lookAgainMs = 1_000;
const slow = { timeoutMs: 120_000 };

interface Move {
  taskId: string;
  kind: string;
  totalUnits: number | null;
  checkpoint: MoveCheckpoint;
}

/**
 * Carries on the task of "start", "stop" or "leave". It writes nothing to Shopify's variants itself: it marks what the new
 * state may change, the one path publishes or restores it at the rate that Shopify allows, and the task tells how far it
 * is. So a crash loses nothing, and pressing "stop" while it starts is only another mark.
 */
export async function runMove(ports: Ports, shop: ShopDomain, taskId: string): Promise<void> {
  const move = await openMove(shop, taskId);
  if (move === null) return;
  if (move.checkpoint.phase === "mark") {
    if (move.kind === "start") {
      await ports.shopify(shop).ensureMetafieldDefinition();
      await publishStorefrontSettings(ports, shop);
    }
    await withShop(shop, (db) => mark(ports, db, shop, move), slow);
  }
  if (move.checkpoint.phase === "wait" && !(await isThrough(ports, shop, move))) return;
  if (move.kind === "leave") {
    await stopGiving(ports, shop);
    await silenceNotices(ports, shop);
    await ports.shopify(shop).removeAppData();
  }
  await finish(ports, shop, move);
}

async function openMove(shop: ShopDomain, taskId: string): Promise<Move | null> {
  return withShop(shop, async (db) => {
    const open = { shop, id: taskId, status: { in: ["waiting", "running"] } };
    const { count } = await db.task.updateMany({ where: open, data: { status: "running" } });
    if (count === 0) return null;
    const task = await db.task.findUniqueOrThrow({ where: { shop_id: { shop, id: taskId } } });
    return { taskId, kind: task.kind, totalUnits: task.totalUnits, checkpoint: moveCheckpoint.parse(task.checkpoint) };
  });
}

/** A start may touch every variant; what is known of them says which. Stopping is about those we have taken over. */
async function mark(ports: Ports, db: Db, shop: ShopDomain, move: Move): Promise<void> {
  await markForDecision(db, shop, move.kind === "start" ? Prisma.sql`true` : takenOver);
  // A shop that is leaving wants no holds and no tags: settling takes ours back.
  if (move.kind === "leave") await settleAll(ports, db, shop);
  const [now] = await db.$queryRaw<{ at: Date; lastDecisionId: bigint | null }[]>`
    SELECT now() + interval '1 millisecond' AS at,
      (SELECT max(id) FROM "Decision" WHERE shop = ${shop}) AS "lastDecisionId"`;
  const { checkpoint } = move;
  const isFirst = checkpoint.markedAt === undefined;
  checkpoint.phase = "wait";
  checkpoint.markedAt = now?.at.toISOString();
  if (isFirst) checkpoint.lastDecisionId = String(now?.lastDecisionId ?? 0);
  const { dirty } = await variantsLeft(db, shop, checkpoint.markedAt);
  if (isFirst) move.totalUnits = dirty;
  await db.task.updateMany({
    where: { shop, id: move.taskId, status: "running" },
    data: { checkpoint: { ...checkpoint }, totalUnits: move.totalUnits },
  });
  await ports.queue.enqueue(db, "reconcile-shop", { shop });
}

/** @returns false when there is more to do: the task looks again in a while. */
async function isThrough(ports: Ports, shop: ShopDomain, move: Move): Promise<boolean> {
  const { taskId, kind, checkpoint, totalUnits } = move;
  return withShop(
    shop,
    async (db) => {
      const left = await variantsLeft(db, shop, checkpoint.markedAt);
      const doneUnits = Math.max(0, (totalUnits ?? 0) - left.dirty);
      await db.task.updateMany({ where: { shop, id: taskId, status: "running" }, data: { doneUnits } });
      // A publication that was under way when the shop stopped is recorded after the mark: it is taken back too.
      const isRemarked = left.dirty === 0 && kind !== "start" && left.takenOver > 0;
      if (isRemarked) await mark(ports, db, shop, move);
      else if (left.dirty === 0 && !(kind === "leave" && (await hasUnsettled(db, shop)))) return true;
      await ports.queue.enqueue(db, "run-task", { shop, taskId }, { afterMs: lookAgainMs });
      return false;
    },
    slow,
  );
}

async function finish(ports: Ports, shop: ShopDomain, move: Move): Promise<void> {
  const finishedAt = new Date(await ports.clock.businessNow());
  const { waiting } = move.kind === "leave" ? await goodbyeFiles(shop, await localeOf(shop)) : { waiting: null };
  await withShop(
    shop,
    async (db) => {
      const report: MoveReport = {
        ...(await writeMoveReport(db, shop, BigInt(move.checkpoint.lastDecisionId))),
        ...(waiting === null ? {} : { waitingCsv: waiting.content, waitingLines: waiting.rows }),
      };
      const { count } = await db.task.updateMany({
        where: { shop, id: move.taskId, status: "running" },
        data: { status: "done", finishedAt, doneUnits: move.totalUnits ?? 0, report: { ...report } },
      });
      if (count === 0 || move.kind === "start") return;
      await moveShop(db, shop, move.kind === "stop" ? "stopped" : "left", finishedAt);
      // What is recorded of the variants says "stopping" no more.
      await markForDecision(db, shop, Prisma.sql`true`);
      await ports.queue.enqueue(db, "reconcile-shop", { shop });
    },
    slow,
  );
}

async function localeOf(shop: ShopDomain): Promise<string> {
  return withShop(shop, async (db) => (await db.shop.findUniqueOrThrow({ where: { domain: shop } })).locale);
}
