import { getEnv } from "../env.server.ts";

const shopAddress = /^https:\/\/([a-z0-9][a-z0-9-]*\.myshopify\.com)(?=\/)/;

/** Milliseconds after which a call that has not answered counts as failed. */
const callTimeoutMs = 15_000;

/**
 * `fetch` for Shopify: with a timeout, and where SHOPIFY_ORIGIN is set, requests to https://{shop}/… go to
 * {SHOPIFY_ORIGIN}/{shop}/… instead. The library is given the same function, so no request goes another way.
 */
export async function shopifyFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const address = input instanceof Request ? input.url : String(input);
  const origin = getEnv().SHOPIFY_ORIGIN?.replace(/\/$/, "");
  const target = origin ? address.replace(shopAddress, `${origin}/$1`) : address;
  const signal = init.signal ?? AbortSignal.timeout(callTimeoutMs);
  return fetch(input instanceof Request ? new Request(target, input) : target, { ...init, signal });
}
