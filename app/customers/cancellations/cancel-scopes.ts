/** Cancelling a paid order, and making an unpaid one smaller. */
export const cancelScopes = ["write_orders", "write_order_edits"] as const;
