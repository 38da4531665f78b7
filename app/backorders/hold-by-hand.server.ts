import { withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { settleAgain } from "./mark-unsettled.server.ts";

/**
 * A person's word on the holds of these orders, over the shop's rule: `ship-together` holds each until all of it is
 * there, `none` lets it go, null is the rule again. Only our own holds are ever released.
 * @returns how many orders it changes
 */
export async function holdByHand(
  ports: Ports,
  shop: ShopDomain,
  orderIds: readonly string[],
  holdRule: "ship-together" | "none" | null,
  /** Shopify's id of the staff member. */
  by: string,
): Promise<number> {
  const at = new Date(await ports.clock.businessNow());
  return withShop(shop, async (db) => {
    const orders = await db.$queryRaw<{ orderId: string }[]>`
      UPDATE "LedgerOrder" SET "holdRule" = ${holdRule}, "holdRuleBy" = ${by}, "holdRuleAt" = ${at}
      WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}) AND "cancelledAt" IS NULL
        AND "holdRule" IS DISTINCT FROM ${holdRule} RETURNING "orderId"`;
    await settleAgain(
      ports,
      db,
      shop,
      orders.map(({ orderId }) => orderId),
    );
    return orders.length;
  });
}
