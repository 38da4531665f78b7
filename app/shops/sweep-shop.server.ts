import { noteDifferences } from "../backorders/ledger-check/note-differences.server.ts";
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
  const now = await ports.clock.businessNow();
  await withShop(
    shop,
    async (db) => {
      // Before the read: what differs still after it has another cause than a webhook that was lost.
      await noteDifferences(ports, db, shop, now);
      await startTask(ports, db, shop, "sweep");
      await startTask(ports, db, shop, "order-sync");
    },
    { timeoutMs: 60_000 },
  );
  // The block's calendar covers a number of days from today.
  await publishStorefrontSettings(ports, shop);
}
