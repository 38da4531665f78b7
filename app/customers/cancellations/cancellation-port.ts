/** Units of an order line, as Shopify names them. */
export interface LineUnits {
  lineId: string;
  units: number;
}

export interface CancelableLine {
  lineId: string;
  /** Ordered, less what was removed since. */
  currentUnits: number;
  unfulfilledUnits: number;
  requiresShipping: boolean;
}

/** An order as Shopify has it at this moment. */
export interface OrderToCancel {
  orderId: string;
  isCancelled: boolean;
  /** Money was captured for it, in whole or in part: what is cancelled is given back. Else the order only gets smaller. */
  isPaid: boolean;
  lines: CancelableLine[];
  /** Units by line of fulfilment orders that somebody is working on; null: Shopify does not let us look. */
  packedUnits: Map<string, number> | null;
}

interface SuggestedRefund {
  /** In the currency that the customer paid in, shipping included. */
  amountMinor: number;
  shippingMinor: number;
  currency: string;
  /** Where the money goes back to, as Shopify proposes. */
  transactions: { gateway: string; parentId: string | null; amountMinor: number }[];
}

export interface RefundRequest extends SuggestedRefund {
  orderId: string;
  lines: LineUnits[];
}

/**
 * `no-scope`: the scope is not granted. `declined`: the gateway gives no money back, and nothing was changed. `shipped`:
 * the units left meanwhile. `gone`: there is no such order for us. `refused`: Shopify's own reason.
 */
export type CancellationRefusal = "no-scope" | "declined" | "shipped" | "gone" | "refused";

/** `isMoneyLost`: the units are cancelled, and the gateway failed afterwards. */
export type CancellationResult =
  { ok: true; refundedMinor: number | null; isMoneyLost: boolean } | { ok: false; reason: CancellationRefusal };

/** All of them throw an InfrastructureError where it is not known whether it was done: the same is asked again. */
export interface CancellationPort {
  /** Null: there is none, or none that we may read. */
  readOrderToCancel(orderId: string): Promise<OrderToCancel | null>;
  /** Shopify's own calculation: what these units cost, with their share of taxes and discounts. */
  suggestRefund(orderId: string, lines: readonly LineUnits[], withShipping: boolean): Promise<SuggestedRefund | null>;
  /** Takes the units out and gives the money back in one call, once for its key. */
  refundUnits(key: string, request: RefundRequest): Promise<CancellationResult>;
  /**
   * Takes units out of an order that nothing was paid for: each line to so many. Asked twice it changes nothing more.
   * `withoutShipping`: nothing that ships is left, and none is owed.
   */
  lowerLines(orderId: string, to: readonly LineUnits[], withoutShipping: boolean): Promise<CancellationResult>;
  /** Begins to cancel the whole order and give back what was paid; Shopify does it a moment later. */
  cancelOrder(orderId: string, reason: "customer" | "inventory"): Promise<{ jobId: string } | CancellationRefusal>;
  isJobDone(jobId: string): Promise<boolean>;
}

declare module "../../ports.ts" {
  interface ShopAdmin extends CancellationPort {}
}
