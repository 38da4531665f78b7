import { HttpError } from "../http.ts";
import type { Order } from "../order-state.ts";
import { adminPage } from "./admin-page.ts";
import type { AdminCall } from "./admin-call.ts";
import { orderBlock } from "./order-block.ts";

const MOST_SHOWN = 200;

const figures = (order: Order) => ({
  id: order.id,
  name: order.name,
  placed: new Date(order.createdAt).toISOString().slice(0, 16).replace("T", " "),
  source: order.source,
  payment: order.financialStatus.toLowerCase().replace("_", " "),
  open: order.lines.reduce((sum, line) => sum + line.currentQuantity - line.fulfilledQuantity, 0),
  tags: order.tags,
  email: order.email,
  cancelled: order.cancelledAt !== null,
});

/** Orders to read, the newest first; null for every other page of the admin. */
export async function orderRoutes(call: AdminCall): Promise<Response | null> {
  const { shop, path } = call;
  if (path === "/orders") {
    const newest = [...shop.orders.values()].slice(-MOST_SHOWN).reverse();
    return adminPage(call, "orders", "Orders", { orders: newest.map(figures) });
  }
  const block = orderBlock(call);
  if (block) return block;
  const id = /^\/orders\/(\d+)$/.exec(path)?.[1];
  if (id === undefined) return null;
  const order = shop.orders.get(Number(id));
  if (!order) throw new HttpError(404, `${shop.domain} has no order ${id}`);
  const fulfillments = order.fulfillmentOrderIds.flatMap((each) => {
    const found = shop.fulfillmentOrders.get(each);
    return found
      ? [
          {
            status: found.status.toLowerCase(),
            holds: found.holds,
            location: shop.locations.get(found.locationId)?.name ?? "",
          },
        ]
      : [];
  });
  return adminPage(call, "order", order.name, {
    order: { ...figures(order), lines: order.lines, fulfillments },
    hasApp: shop.installation !== null,
  });
}
