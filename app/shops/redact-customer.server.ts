import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";

/**
 * customers/redact: of a customer we keep nothing but the names of orders and the free text a cart line may carry. Both
 * go; the units stay, since stock and the queue hang on them.
 */
export async function redactCustomer(_ports: Ports, shop: ShopDomain, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await withShop(shop, async (db) => {
    const where = { shop, orderId: { in: [...orderIds] } };
    await db.orderLine.updateMany({ where, data: { orderName: "", toldText: null, isRedacted: true } });
    await db.shipTo.deleteMany({ where });
  });
}
