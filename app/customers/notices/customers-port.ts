import type { OutgoingPayload } from "./outgoing-payload.ts";

export interface OrderContact {
  /** Null: Shopify has none, or keeps it from us (protected customer data). */
  email: string | null;
  /** The language the order was placed in, as Shopify names it. */
  locale: string | null;
  /** The order's own page. */
  url: string | null;
}

export interface CustomersPort {
  /** By order, at most 100 at once; those that are gone are left out. Never stored, never logged. */
  readContacts(orderIds: readonly string[]): Promise<Map<string, OrderContact>>;
  /** @throws ShopifyRejected where Shopify refuses the trigger. */
  sendFlowTrigger(payload: OutgoingPayload): Promise<void>;
}

declare module "../../ports.ts" {
  interface ShopAdmin extends CustomersPort {}
}
