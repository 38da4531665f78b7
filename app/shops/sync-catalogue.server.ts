import { Prisma } from "@prisma/client";
import { markForDecision } from "../availability/dirty-items.server.ts";
import { outsideShops, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { awaitBulk } from "./await-bulk.server.ts";
import { finishCatalogue } from "./finish-catalogue.server.ts";
import { advanceSync, closeSync, openSync, type Sync } from "./open-sync.server.ts";
import { startTask } from "./start-task.server.ts";
import { type Snapshot, storeCatalogueBatch } from "./store-catalogue-batch.server.ts";
import { syncNumberOf } from "./sync-checkpoint.ts";

/**
 * Reads the whole catalogue by a bulk operation and stores it, from wherever an earlier run got to; the one path decides
 * it from the stored rows. Where Arrivo already publishes, what differs in Shopify is read again there as well. Tasks: catalogue-sync (install) and sweep (nightly).
 */
export async function syncCatalogue(ports: Ports, shop: ShopDomain, taskId: string): Promise<void> {
  const sync = await openSync(shop, taskId);
  if (sync === null) return;
  const registered = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const mode = registered.state === "watching" ? "take" : "compare";
  if (!(await awaitBulk(ports, shop, sync, () => ports.shopify(shop).startCatalogueBulk(), { mode }))) return;

  const askedAt = new Date(sync.checkpoint.askedAt ?? (await ports.clock.businessNow()));
  const snapshot: Snapshot = {
    mode: sync.checkpoint.mode ?? "compare",
    askedAt,
    syncNumber: syncNumberOf(askedAt),
    currency: registered.currency,
    countsAsStocked: sync.kind === "catalogue-sync",
  };
  if (sync.checkpoint.phase === "store" && !(await storeResult(ports, shop, sync, snapshot))) return;
  await finishCatalogue(shop, snapshot, await ports.clock.businessNow());
  await withShop(
    shop,
    async (db) => {
      await markForDecision(db, shop, snapshot.mode === "take" ? everyVariant : toldOrNew);
      const [variants, products] = [
        await db.variant.count({ where: { shop } }),
        await db.product.count({ where: { shop } }),
      ];
      await closeSync(db, shop, sync, {
        status: "done",
        report: { variants, products, differences: sync.checkpoint.differences },
      });
      await ports.queue.enqueue(db, "reconcile-shop", { shop });
      await startTask(ports, db, shop, "collection-sync");
    },
    { timeoutMs: 120_000 },
  );
}

const everyVariant = Prisma.sql`true`;
/** What hangs on the day may have changed with nothing else, and what is new was never decided. */
const toldOrNew = Prisma.sql`(v.state <> 'untouched' OR v."ownPolicy" IS NOT NULL OR v."decidedAt" IS NULL)`;

/** Each batch and the byte it ends with in one transaction. @returns false when the task was stopped. */
async function storeResult(ports: Ports, shop: ShopDomain, sync: Sync, snapshot: Snapshot): Promise<boolean> {
  const { url = "", endByte: fromByte } = sync.checkpoint;
  for await (const batch of ports.shopify(shop).readCatalogueResult(url, fromByte)) {
    const goesOn = await withShop(
      shop,
      async (db) => {
        const found = await storeCatalogueBatch(db, shop, batch, snapshot);
        const increment = batch.variants.length + batch.levels.length;
        return advanceSync(
          db,
          shop,
          sync,
          { endByte: batch.endByte, differences: sync.checkpoint.differences + found },
          { doneUnits: { increment } },
        );
      },
      { timeoutMs: 60_000 },
    );
    if (!goesOn) return false;
  }
  return withShop(shop, (db) => advanceSync(db, shop, sync, { phase: "finish" }));
}
