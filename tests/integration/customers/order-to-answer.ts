import { createHmac } from "node:crypto";
import type { DelayCase, NotedEvent } from "../../../app/customers/delays/delay-case.ts";
import { openCases } from "../../../app/customers/delays/open-cases.server.ts";
import { withShop } from "../../../app/db.server.ts";
import type { ShipWindow } from "../../../app/supply/day.ts";
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

/** The merchant's "Send" gave the order's first line another window: a case is opened, as for its notice. */
export async function delay(
  shop: LampShop,
  order: Order,
  move: { before: ShipWindow | null; after: ShipWindow | null; reportId?: string },
): Promise<DelayCase> {
  const lineId = lineGid(order);
  const event: NotedEvent = {
    kind: "promise-changed",
    units: order.lines[0]!.quantity,
    cause: { code: "stock-changed" },
    reportId: "report-1",
    orderId: orderGid(order),
    lineId,
    at: new Date(),
    ...move,
  };
  return withShop(shop.domain, async (db) => {
    const data = { givenFrom: move.after?.from ?? null, givenTo: move.after?.to ?? null };
    await db.linePromise.update({ where: { shop_lineId: { shop: shop.domain, lineId } }, data });
    const opened = (await openCases(shop.ports, db, shop.domain, [event])).get(lineId);
    if (opened === undefined) throw new Error("This is no delay.");
    return opened;
  });
}

/** What Shopify's app proxy sends on to the app, signed. */
export function proxyRequest(
  { emulator }: RunningEmulator,
  domain: string,
  path: string,
  init: RequestInit = {},
): Request {
  const url = new URL(path.replace("/apps/arrivo", "/proxy"), emulator.app.url);
  url.searchParams.set("shop", domain);
  url.searchParams.set("logged_in_customer_id", "");
  url.searchParams.set("path_prefix", "/apps/arrivo");
  url.searchParams.set("timestamp", String(Math.trunc(Date.now() / 1000)));
  const signed = [...url.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  const signature = createHmac("sha256", emulator.app.apiSecret).update(signed.join("")).digest("hex");
  url.searchParams.set("signature", signature);
  return new Request(url, init);
}
