import { outsideShops } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Queue } from "../ports.ts";

/** After the first token of an installation: the shop enters the registry, Watching, and is set up by a job. */
export async function welcomeShop(queue: Queue, shop: ShopDomain): Promise<void> {
  await outsideShops().$transaction(async (db) => {
    await db.$executeRaw`
      INSERT INTO "Shop" (domain) VALUES (${shop})
      ON CONFLICT (domain) DO UPDATE SET state = 'watching', "uninstalledAt" = NULL, "installedAt" = now()
      WHERE "Shop".state = 'uninstalled'`;
    await queue.enqueue(db, "set-up-shop", { shop });
  });
}
