import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { publishStorefrontSettings } from "./publish-storefront-settings.server.ts";
import { startTask } from "./start-task.server.ts";

/**
 * The nightly sweep: catalogue and orders are read again whole by bulk operations. What differs from what we know becomes
 * dirty and goes the one path, so a webhook that was lost is made good by the morning.
 */
export async function sweepShop(ports: Ports, shop: ShopDomain): Promise<void> {
  await withShop(shop, async (db) => {
    await startTask(ports, db, shop, "sweep");
    await startTask(ports, db, shop, "order-sync");
  });
  // The block's calendar covers a number of days from today.
  await publishStorefrontSettings(ports, shop);
}
