import { withShop } from "../../../app/db.server.ts";
import { variantById } from "../../../store-emulator/find-variant.ts";
import { gid } from "../../../store-emulator/ids.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { type OrderRequest, placeOrder } from "../../../store-emulator/place-order.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import type { LampShop } from "../support/open-admin.ts";

/** What cancelling needs and the install does not ask for. */
export const cancelScopes = ["write_orders", "write_order_edits", "write_merchant_managed_fulfillment_orders"];

export const orderGid = (order: Order) => gid("Order", order.id);
export const lineGid = (order: Order, index = 0) => gid("LineItem", order.lines[index]!.id);

/** Orders units of the shop's first variant, which is sold out, and of its second, which is in stock. */
export async function buyFrom(
  { emulator }: RunningEmulator,
  shop: LampShop,
  quantities: readonly number[],
  rest: Partial<OrderRequest> = {},
): Promise<Order> {
  const lines = quantities.map((quantity, index) => ({
    found: variantById(shop.shop, Number(shop.variantIds[index]!.split("/").at(-1)))!,
    quantity,
  }));
  const placed = placeOrder(emulator, shop.shop, { lines, ...rest });
  if (!placed.ok) throw new Error(placed.reason);
  await heardOf(shop, placed.order);
  return placed.order;
}

/** As if the webhooks of the order and its stock had come. */
export async function heardOf(shop: LampShop, order: Order): Promise<void> {
  await shop.hint("order", orderGid(order));
  for (const { variantId } of order.lines) {
    const item = shop.shop.variants.get(variantId ?? -1)?.inventoryItemId;
    if (item !== undefined) await shop.hint("inventory-item", gid("InventoryItem", item));
  }
  await shop.settle();
}

export const ledgerLine = (shop: LampShop, lineId: string) =>
  withShop(shop.domain, (db) =>
    db.orderLine.findUniqueOrThrow({ where: { shop_lineId: { shop: shop.domain, lineId } } }),
  );
