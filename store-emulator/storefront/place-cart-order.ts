import { variantById } from "../find-variant.ts";
import { placeOrder, type PlacedOrder } from "../place-order.ts";
import { keepCart } from "./cart.ts";
import type { PageContext } from "./page-context.ts";

/** Checkout: the cart becomes an order, its properties the lines' custom attributes, and the cart is emptied. */
export function placeCartOrder(context: PageContext, email: string): PlacedOrder {
  const { emulator, shop, cart, locale } = context;
  const lines = cart.lines.flatMap((line) => {
    const found = variantById(shop, line.variantId);
    const properties = Object.entries(line.properties).map(([key, value]) => ({ key, value }));
    return found ? [{ found, quantity: line.quantity, properties }] : [];
  });
  const placed = placeOrder(emulator, shop, { lines, email, locale, source: "web" });
  if (placed.ok) {
    cart.lines = [];
    keepCart(cart);
  }
  return placed;
}
