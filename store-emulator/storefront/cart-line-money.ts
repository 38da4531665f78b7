import type { Variant } from "../state.ts";

/** The prices that a cart line carries under Shopify's several names; no discounts here, so all agree. Minor units. */
export function cartLineMoney(variant: Variant, quantity: number) {
  const line = variant.priceMinor * quantity;
  return {
    price: variant.priceMinor,
    final_price: variant.priceMinor,
    original_price: variant.priceMinor,
    line_price: line,
    final_line_price: line,
    original_line_price: line,
  };
}
