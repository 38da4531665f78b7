import { createHash, randomUUID } from "node:crypto";

export type CartLine = { key: string; variantId: number; quantity: number; properties: Record<string, string> };
export type Cart = { token: string; lines: CartLine[]; note: string };

/** Carts live as long as the process: a shopper's browser holds the token in a cookie. Bounded, the oldest goes first. */
const carts = new Map<string, Cart>();
const MOST_CARTS = 5_000;

export function findCart(token: string | undefined): Cart {
  const found = token === undefined ? undefined : carts.get(token);
  // The browser keeps its token: two requests at once must not end in two carts.
  const isToken = token !== undefined && /^[0-9a-f-]{36}$/.test(token);
  return found ?? { token: isToken ? token : randomUUID(), lines: [], note: "" };
}

export function keepCart(cart: Cart): void {
  carts.delete(cart.token);
  carts.set(cart.token, cart);
  const oldest = carts.keys().next().value;
  if (carts.size > MOST_CARTS && oldest !== undefined) carts.delete(oldest);
}

/** Lines of one variant stay apart where their properties differ, as on Shopify. */
export function lineKey(variantId: number, properties: Record<string, string>): string {
  const sorted = JSON.stringify(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${variantId}:${createHash("sha256").update(sorted).digest("hex").slice(0, 16)}`;
}
