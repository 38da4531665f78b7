import { withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";

const ordersAtOnce = 100;

/**
 * Reads where orders ship to whose promise has moved, before anybody is told: the law on delays follows the country.
 * Only that is kept.
 * @throws InfrastructureError where Shopify does not answer.
 */
export async function readShipTos(ports: Ports, shop: ShopDomain): Promise<void> {
  for (;;) {
    const unread = await withShop(
      shop,
      (db) => db.$queryRaw<{ orderId: string }[]>`
        SELECT DISTINCT e."orderId" FROM "BackorderEvent" e
        WHERE e.shop = ${shop} AND NOT e."isHandled" AND e.kind = 'promise-changed' AND NOT EXISTS (
          SELECT 1 FROM "ShipTo" s WHERE s.shop = e.shop AND s."orderId" = e."orderId")
        LIMIT ${ordersAtOnce}`,
    );
    if (unread.length === 0) return;
    const countries = await ports.shopify(shop).readShipTo(unread.map(({ orderId }) => orderId));
    const readAt = new Date(ports.clock.wallNow());
    const data = [...countries].map(([orderId, country]) => ({ shop, orderId, country, readAt }));
    await withShop(shop, (db) => db.shipTo.createMany({ data, skipDuplicates: true }));
  }
}
