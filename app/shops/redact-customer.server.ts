import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

/**
 * customers/redact: of a customer we keep nothing but the names of orders, the customer's tags, the free text a cart line may carry, where it
 * ships to, and Shopify's id beside what they were given. All of it goes; the units stay, since stock and the queue hang on them.
 */
export async function redactCustomer(_ports: Ports, shop: ShopDomain, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await withShop(shop, async (db) => {
    const where = { shop, orderId: { in: [...orderIds] } };
    await db.orderLine.updateMany({ where, data: { orderName: "", toldText: null, isRedacted: true } });
    await db.ledgerOrder.updateMany({ where, data: { name: "", customerTags: [], isRedacted: true } });
    await db.shipTo.deleteMany({ where });
    await db.$executeRaw`
      UPDATE "Compensation" SET whom = "orderId", "customerId" = NULL
      WHERE shop = ${shop} AND "orderId" = ANY(${where.orderId.in}) AND "customerId" IS NOT NULL`;
  });
}
