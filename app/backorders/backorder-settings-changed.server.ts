import type { Db } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import type { BackorderSettings } from "./backorder-settings.ts";
import { markStaleQueues } from "./mark-stale-queues.server.ts";
import { settleAll } from "./settle-all.server.ts";

/** Has everything looked at again that the change bears on, in the caller's transaction. */
export async function backorderSettingsChanged(
  ports: Ports,
  db: Db,
  shop: ShopDomain,
  before: BackorderSettings,
  after: BackorderSettings,
): Promise<void> {
  if (doneToOrders(before) !== doneToOrders(after)) await settleAll(ports, db, shop);
  if (order(before) !== order(after)) await markStaleQueues(ports, db, shop, null, { code: "settings-changed" });
}

const doneToOrders = ({ holds, shipCompleteTags, orderTags }: BackorderSettings) =>
  JSON.stringify([holds, shipCompleteTags, orderTags]);
const order = ({ priorityTags, unpaidDays }: BackorderSettings) => JSON.stringify([priorityTags, unpaidDays]);
