import { ShopifyUnreachable } from "../errors.ts";
import { shopifyFetch } from "./shopify-fetch.server.ts";

export interface RawAnswer {
  status: number;
  retryAfterSeconds: number | null;
  /** Null when the body was not JSON. */
  body: unknown;
}

/**
 * Posts a GraphQL operation.
 * @throws ShopifyUnreachable when no whole answer came: refused, cut, timed out.
 */
export async function send(url: string, token: string, operation: object): Promise<RawAnswer> {
  try {
    const response = await shopifyFetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "x-shopify-access-token": token },
      body: JSON.stringify(operation),
    });
    const text = await response.text();
    const retryAfter = Number(response.headers.get("retry-after"));
    return {
      status: response.status,
      retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
      body: parseJson(text),
    };
  } catch (error) {
    throw new ShopifyUnreachable(`No answer from ${new URL(url).host}`, { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
