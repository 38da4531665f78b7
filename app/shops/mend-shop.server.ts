import type { Prisma } from "@prisma/client";
import { assertExhaustive } from "../assert-exhaustive.ts";
import { noteDifferences, readAgain } from "../backorders/ledger-check/note-differences.server.ts";
import { type Db, withShop } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { RestartableTask } from "./restartable-tasks.ts";
import { startTask } from "./start-task.server.ts";

/** The Store check's buttons that need nothing but the press. */
export type Mend =
  | { kind: "read-again" }
  | { kind: "try-stuck" }
  | { kind: "restart-task"; task: RestartableTask }
  /** An item whose ledger differs from Shopify's figures: it, those who wait for it, and all that was ordered lately. */
  | { kind: "read-orders"; inventoryItemId: InventoryItemGid };

export async function mendShop(ports: Ports, shop: ShopDomain, mend: Mend): Promise<void> {
  const now = await ports.clock.businessNow();
  return withShop(shop, async (db) => {
    switch (mend.kind) {
      case "read-orders":
        await readAgain(ports, db, shop, [mend.inventoryItemId]);
        await startTask(ports, db, shop, "order-sync");
        return;
      case "read-again":
        await noteDifferences(ports, db, shop, now);
        await startTask(ports, db, shop, "sweep");
        await startTask(ports, db, shop, "order-sync");
        return;
      case "try-stuck":
        await db.dirtyItem.updateMany({ where: { shop }, data: { notBefore: new Date(ports.clock.wallNow()) } });
        await ports.queue.enqueue(db, "reconcile-shop", { shop });
        return;
      case "restart-task":
        return restart(ports, db, shop, mend.task);
      default:
        return assertExhaustive(mend);
    }
  });
}

/** From the beginning: what a failed one had got to is no longer to be had from Shopify. */
async function restart(ports: Ports, db: Db, shop: ShopDomain, kind: RestartableTask): Promise<void> {
  const last = await db.task.findFirst({ where: { shop, kind }, orderBy: { startedAt: "desc" } });
  if (last?.status !== "failed") return;
  // Which install asked for it, or which state it set out from, stays true.
  const { installedAt, from } = last.checkpoint as Prisma.JsonObject;
  await startTask(ports, db, shop, kind, {
    ...(typeof installedAt === "string" ? { installedAt } : {}),
    ...(typeof from === "string" ? { from } : {}),
  });
}
