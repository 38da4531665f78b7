import { outsideShops, withShop } from "../db.server.ts";
import type { InventoryItemGid, ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { countOwedUnits } from "./count-owed-units.server.ts";
import { countSoldUnits } from "./count-sold-units.server.ts";
import { markStaleQueues } from "./mark-stale-queues.server.ts";
import { storeOrders } from "./store-orders.server.ts";

const orderGid = /^gid:\/\/shopify\/Order\/\d+$/;

/**
 * Reads these orders again and brings the ledger up to them; one that Shopify no longer has leaves it.
 * @returns the inventory items whose waiting units may have changed: they are decided again.
 */
export async function refreshOrders(
  ports: Ports,
  shop: ShopDomain,
  orderIds: readonly string[],
): Promise<InventoryItemGid[]> {
  const known = orderIds.filter((id) => orderGid.test(id));
  if (known.length === 0) return [];
  const orders = await ports.shopify(shop).readOrders(known);
  const found = new Set(orders.map(({ orderId }) => orderId));
  const gone = known.filter((id) => !found.has(id));
  const now = await ports.clock.businessNow();
  const { installedAt } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  return withShop(
    shop,
    async (db) => {
      const removed = await db.$queryRaw<{ inventoryItemId: InventoryItemGid | null }[]>`
        DELETE FROM "OrderLine" WHERE shop = ${shop} AND "orderId" = ANY(${gone}) RETURNING "inventoryItemId"`;
      const touched = await storeOrders(db, shop, orders, installedAt);
      const items = new Set([...touched, ...removed.flatMap(({ inventoryItemId }) => inventoryItemId ?? [])]);
      await countOwedUnits(db, shop, [...items]);
      await countSoldUnits(db, shop, now, [...items]);
      await markStaleQueues(ports, db, shop, [...items], { code: "queue-moved" });
      return [...items];
    },
    { timeoutMs: 30_000 },
  );
}
