import { outsideShops } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

/** After the first token of an installation: the shop enters the registry, Watching, and is set up by a job. */
export async function welcomeShop({ clock, queue }: Pick<Ports, "clock" | "queue">, shop: ShopDomain): Promise<void> {
  const at = new Date(await clock.businessNow());
  await outsideShops().$transaction(async (db) => {
    await db.$executeRaw`
      INSERT INTO "Shop" (domain, "installedAt") VALUES (${shop}, ${at})
      ON CONFLICT (domain) DO UPDATE SET state = 'watching', "uninstalledAt" = NULL, "installedAt" = excluded."installedAt"
      WHERE "Shop".state = 'uninstalled'`;
    await queue.enqueue(db, "set-up-shop", { shop });
  });
}
