import type { CancellationRefusal } from "./cancellation-port.ts";

/**
 * Why a cancellation did not happen, or not wholly: `Cancellation.error`. `taken`: stock is assigned to it, or it was sent.
 * `cancelled`: the order was cancelled by somebody else. `too-late`: it is not known whether Shopify did it, and the key is
 * too old to ask again. `money-lost`: the units are cancelled, and the gateway did not give the money back.
 */
export type CancellationError = CancellationRefusal | "taken" | "cancelled" | "too-late" | "money-lost";

/** Nobody need see to these: the units are on their way to the customer, or cancelled already. */
export const settledErrors: readonly CancellationError[] = ["taken", "cancelled", "shipped"];
