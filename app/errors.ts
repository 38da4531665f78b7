/**
 * What infrastructure throws. Each error knows whether trying again can help; only the worker reads that.
 * What the domain expects is a returned union instead.
 */
export abstract class InfrastructureError extends Error {
  /** May the same call succeed later, with nobody changing anything? */
  abstract readonly isRetryable: boolean;
  /** Not before this many milliseconds, where the other side said so. */
  readonly retryAfterMs: number | null = null;
}

/** The shop's budget of API points is used up for now. */
export class ShopifyThrottled extends InfrastructureError {
  override readonly name = "ShopifyThrottled";
  readonly isRetryable = true;
  override readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super(`Shopify throttles this shop: again in ${retryAfterMs} ms`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Shopify understood and said no: the same call will fail again. */
export class ShopifyRejected extends InfrastructureError {
  override readonly name = "ShopifyRejected";
  readonly isRetryable = false;
  readonly userErrors: readonly { field: readonly string[] | null; message: string; code?: string | null }[];
  constructor(operation: string, userErrors: ShopifyRejected["userErrors"]) {
    super(`${operation}: ${userErrors.map((e) => `${e.field?.join(".") ?? ""} ${e.message}`.trim()).join("; ")}`);
    this.userErrors = userErrors;
  }
}

/** No usable answer: network, timeout, 5xx. */
export class ShopifyUnreachable extends InfrastructureError {
  override readonly name = "ShopifyUnreachable";
  readonly isRetryable = true;
}

/** The token is dead (uninstalled, revoked, scope withdrawn): nothing can be read or written for this shop. */
export class ShopUnavailable extends InfrastructureError {
  override readonly name = "ShopUnavailable";
  readonly isRetryable = false;
  constructor(shop: string, why: string) {
    super(`${shop}: ${why}`);
  }
}
