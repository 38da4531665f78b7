import { parseShopDomain, type ShopDomain } from "../ids.ts";
import { getShopifyLibrary } from "./shopify-library.server.ts";

/**
 * The shop that a request through Shopify's app proxy comes from; null where Shopify has not signed it. The library's own
 * way loads the shop's session and renews its token, with no lock, for a page that needs neither.
 */
export async function readProxyRequest(request: Request): Promise<ShopDomain | null> {
  const { searchParams } = new URL(request.url);
  const isSigned = await getShopifyLibrary()
    .utils.validateHmac(searchParams, { signator: "appProxy" })
    .catch(() => false);
  return isSigned ? parseShopDomain(searchParams.get("shop") ?? "") : null;
}
