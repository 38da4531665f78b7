import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import { goodbyeFiles } from "./goodbye-files.server.ts";

/**
 * The CSV of all who wait: as it was when the shop left, where a task's report holds it, and as it is now without one.
 * Null: the shop has no such task.
 */
export async function readWaitingFile(shop: ShopDomain, taskId: string | null): Promise<string | null> {
  if (taskId !== null) {
    const task = await withShop(shop, (db) => db.task.findUnique({ where: { shop_id: { shop, id: taskId } } }));
    return (task?.report as { waitingCsv?: string } | undefined)?.waitingCsv ?? null;
  }
  const { locale } = await withShop(shop, (db) => db.shop.findUniqueOrThrow({ where: { domain: shop } }));
  return (await goodbyeFiles(shop, locale)).waiting.content;
}
