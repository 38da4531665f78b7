import type { OrderReach } from "./orders-port.ts";

/** Of whose fulfilment orders we may read and hold: the merchant's own places are enough. */
export const holdScope = "write_merchant_managed_fulfillment_orders";

/** What we may read of orders with these scopes. */
export function orderReach(scopes: readonly string[]): OrderReach {
  const may = (scope: string) => scopes.includes(scope);
  return {
    units: may("read_merchant_managed_fulfillment_orders"),
    paymentTerms: may("read_payment_terms"),
    customerTags: may("read_customers"),
  };
}
