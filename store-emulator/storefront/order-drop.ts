import type { Order } from "../order-state.ts";
import type { PageContext } from "./page-context.ts";

/** Liquid's `order`, as far as the order status page needs it. Prices are minor units. */
export function orderDrop({ shop }: PageContext, order: Order) {
  const line_items = order.lines.map((line) => {
    const product = line.productId === null ? undefined : shop.products.get(line.productId);
    return {
      id: line.id,
      title: line.title,
      variant_title: line.variantTitle,
      quantity: line.currentQuantity,
      fulfilled_quantity: line.fulfilledQuantity,
      removed_quantity: line.quantity - line.currentQuantity,
      final_line_price: line.unitPriceMinor * line.currentQuantity,
      image: product?.pictures[0]?.src ?? null,
      // A checkout hides what starts with an underscore, as the cart does.
      properties: line.customAttributes
        .filter(({ key }) => !key.startsWith("_"))
        .map(({ key, value }) => ({ first: key, last: value })),
    };
  });
  const open = line_items.reduce((sum, line) => sum + line.quantity - line.fulfilled_quantity, 0);
  const shipped = line_items.reduce((sum, line) => sum + line.fulfilled_quantity, 0);
  return {
    id: order.id,
    name: order.name,
    email: order.email,
    created_at: new Date(order.createdAt).toISOString(),
    cancelled: order.cancelledAt !== null,
    state:
      order.cancelledAt !== null ? "cancelled" : open === 0 ? "shipped" : shipped > 0 ? "partly_shipped" : "confirmed",
    line_items,
    total_price: line_items.reduce((sum, line) => sum + line.final_line_price, 0),
  };
}
