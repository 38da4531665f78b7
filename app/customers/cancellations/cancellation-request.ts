import type { LineUnits, RefundRequest } from "./cancellation-port.ts";

/** Exactly what Shopify is asked for a cancellation, kept before it is asked so that a second try asks the same. */
export type CancellationRequest =
  | { way: "refund"; lines: LineUnits[]; refund: RefundRequest }
  | { way: "edit"; lines: LineUnits[]; to: LineUnits[]; withoutShipping: boolean }
  | { way: "cancel-order"; lines: LineUnits[]; refund: Money | null };

/** In the currency that the customer paid in. */
export interface Money {
  amountMinor: number;
  shippingMinor: number;
  currency: string;
}

/** What the customer gets back; null: nothing was paid. */
export function refundOf(request: CancellationRequest): Money | null {
  return request.way === "edit" ? null : request.refund;
}
