import { parseShopDomain, type ShopDomain } from "../ids.ts";
import { getShopifyLibrary } from "./shopify-library.server.ts";

/** The shop whose customer account asks, by the session token that Shopify gave our extension there; null: it is none. */
export async function readCustomerToken(request: Request): Promise<ShopDomain | null> {
  const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) return null;
  // What it throws carries the token: it is told to nobody.
  const claims = await getShopifyLibrary()
    .session.decodeSessionToken(token, { checkAudience: false })
    .catch(() => null);
  const shop = claims?.dest.replace(/^https:\/\//, "") ?? "";
  return parseShopDomain(shop);
}
