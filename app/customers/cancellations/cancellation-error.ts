import type { CancellationRefusal } from "./cancellation-port.ts";

/**
 * Why a cancellation did not happen, or not wholly: `Cancellation.error`. `taken`: stock is assigned to it, or it was sent.
 * `cancelled`: the order was cancelled by somebody else. `too-late`: it is not known whether Shopify did it, and the key is
 * too old to ask again. `money-lost`: the units are cancelled, and the gateway did not give the money back.
 */
export type CancellationError = CancellationRefusal | "taken" | "cancelled" | "too-late" | "money-lost";

/** What the merchant has to see to, since the customer was told that it is cancelled. */
export function needsMerchant(error: CancellationError): boolean {
  return error !== "taken" && error !== "cancelled" && error !== "shipped";
}
