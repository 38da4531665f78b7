import { setTimeout as pause } from "node:timers/promises";
import { getPorts } from "../../../app/composition.server.ts";
import type { OrderContact } from "../../../app/customers/notices/customers-port.ts";
import { sendNotices } from "../../../app/customers/notices/send-notices.server.ts";
import { disconnect, outsideShops } from "../../../app/db.server.ts";
import type { ShopDomain } from "../../../app/ids.ts";
import type { ShopAdmin } from "../../../app/ports.ts";

/**
 * A sender in a process of its own, to be killed: `shop [ms that business time is ahead] [ms that wall time is]`. Sends
 * until nothing waits. Addresses are made up from the orders' ids, so that Shopify is asked for nothing.
 */
const [, , domain = "", businessAheadMs = "0", wallAheadMs = "0"] = process.argv;
// Justified cast: whoever started it made the shop.
const shop = domain as ShopDomain;
const shopify = {
  readContacts: async (orderIds: readonly string[]) =>
    new Map(
      orderIds.map((id): [string, OrderContact] => [
        id,
        { email: `${id.slice(id.lastIndexOf("/") + 1)}@example.com`, locale: "en", url: null },
      ]),
    ),
} as unknown as ShopAdmin;
const ports = {
  ...getPorts(),
  shopify: () => shopify,
  clock: {
    businessNow: async () => Date.now() + Number(businessAheadMs),
    wallNow: () => Date.now() + Number(wallAheadMs),
  },
};

for (;;) {
  await sendNotices(ports, shop);
  const { noticesDueAt } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  if (noticesDueAt === null) break;
  await pause(200);
}
await disconnect();
process.disconnect?.();
