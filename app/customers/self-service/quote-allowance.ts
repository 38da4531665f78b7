/** How many refunds may still be worked out without being asked for, and since when that is so (wall time). */
export interface QuoteAllowance {
  left: number;
  at: number;
}

const most = 20;
const refillMs = 5_000;

/**
 * A page works out its refund as it is opened, until it is opened too often: mail scanners open the links of thousands of
 * mails at once, and a shop's budget of API points must not go there. Past that it is worked out once the customer asks.
 * @returns what is left; null: none is.
 */
export function takeQuote(allowance: QuoteAllowance | undefined, now: number): QuoteAllowance | null {
  const before = allowance ?? { left: most, at: now };
  const refilled = Math.floor(Math.max(0, now - before.at) / refillMs);
  const left = Math.min(most, before.left + refilled);
  // A full allowance gains nothing by waiting.
  const at = left === most ? now : before.at + refilled * refillMs;
  return left > 0 ? { left: left - 1, at } : null;
}
