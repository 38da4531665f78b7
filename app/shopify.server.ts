import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { getPorts } from "./composition.server.ts";
import { getEnv } from "./env.server.ts";
import { InfrastructureError } from "./errors.ts";
import { parseShopDomain, type ShopDomain } from "./ids.ts";
import { apiVersion } from "./shopify/api-version.ts";
import { getSessionStorage, getTokenStore } from "./shopify/sessions.server.ts";
import { getShopifyLibrary, libraryLogger } from "./shopify/shopify-library.server.ts";
import { welcomeShop } from "./shopify/welcome-shop.server.ts";

function makeShopify() {
  const env = getEnv();
  getShopifyLibrary();
  return shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    appUrl: env.SHOPIFY_APP_URL,
    apiVersion,
    authPathPrefix: "/auth",
    isEmbeddedApp: true,
    distribution: AppDistribution.AppStore,
    sessionStorage: getSessionStorage(),
    logger: libraryLogger,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: { afterAuth: ({ session }) => welcomeShop(getPorts(), requireShop(session.shop)) },
  });
}

let shopify: ReturnType<typeof makeShopify> | undefined;

/** Shopify's library for routes: `addDocumentResponseHeaders`, `login`, and what else a page needs. */
export function getShopify(): ReturnType<typeof makeShopify> {
  return (shopify ??= makeShopify());
}

type AdminContext = Awaited<ReturnType<ReturnType<typeof makeShopify>["authenticate"]["admin"]>>;

/**
 * For every loader and action of the admin: the library's context and the shop. The library takes no lock around a
 * token's refresh or exchange, and a page's loaders run side by side, so both are done here, one at a time per shop.
 * @throws Response as the library does: bounce page, login, 401.
 */
export async function authenticateAdmin(request: Request): Promise<AdminContext & { shop: ShopDomain }> {
  const { authenticate } = getShopify();
  const tokens = getTokenStore();
  const asking = await shopThatAsks(request);
  if (asking && !(await renewIfKnown(asking))) {
    const context = await tokens.alone(asking, () => authenticate.admin(asOfNoRobot(request)));
    return { ...context, shop: asking };
  }
  const context = await authenticate.admin(asking ? asOfNoRobot(request) : request);
  return { ...context, shop: requireShop(context.session.shop) };
}

/**
 * The library answers 410 to whatever calls itself a robot, and browsers that are driven by a test or an assistive tool
 * do. Who brings Shopify's session token is a merchant's browser, whatever its name. The body stays with the original.
 */
function asOfNoRobot(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete("user-agent");
  return new Request(request.url, { method: request.method, headers, signal: request.signal });
}

/** @returns false when there is no good token and only the merchant's own session token can get one. */
async function renewIfKnown(shop: ShopDomain): Promise<boolean> {
  try {
    await getTokenStore().accessToken(shop);
    return true;
  } catch (error) {
    if (error instanceof InfrastructureError) return false;
    throw error;
  }
}

/** The shop of a session token that is Shopify's; null leaves the answer to the library. */
async function shopThatAsks(request: Request): Promise<ShopDomain | null> {
  const header = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = header ?? new URL(request.url).searchParams.get("id_token");
  if (!token) return null;
  try {
    const { dest } = await getShopifyLibrary().session.decodeSessionToken(token);
    return parseShopDomain(new URL(dest).hostname);
  } catch {
    return null;
  }
}

function requireShop(domain: string): ShopDomain {
  const shop = parseShopDomain(domain);
  if (!shop) throw new Error("Shopify's session is of no shop.");
  return shop;
}
