import type { CartLine } from "./cart.ts";
import { cartDrop } from "./cart-drop.ts";
import type { PageContext } from "./page-context.ts";

/** `/cart.js` and the answers of Shopify's AJAX cart. Hidden properties are among them: the theme hides them. */
export function cartJson(context: PageContext) {
  const { items, ...cart } = cartDrop(context);
  return {
    token: cart.token,
    note: cart.note,
    attributes: {},
    item_count: cart.item_count,
    total_price: cart.total_price,
    original_total_price: cart.total_price,
    total_discount: 0,
    requires_shipping: cart.requires_shipping,
    currency: cart.currency.iso_code,
    items: items.map((item) => ({
      id: item.id,
      key: item.key,
      variant_id: item.variant_id,
      product_id: item.product_id,
      title: item.title,
      product_title: item.product_title,
      variant_title: item.variant_title,
      quantity: item.quantity,
      properties: Object.fromEntries(item.properties.map(({ first, last }) => [first, last])),
      sku: item.sku,
      vendor: item.vendor,
      url: item.url,
      image: item.image,
      price: item.price,
      final_price: item.final_price,
      original_price: item.original_price,
      line_price: item.line_price,
      final_line_price: item.final_line_price,
      original_line_price: item.original_line_price,
    })),
  };
}

export const cartLineJson = (context: PageContext, line: CartLine) =>
  cartJson(context).items.find((item) => item.key === line.key) ?? null;
