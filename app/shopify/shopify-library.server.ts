import "@shopify/shopify-app-remix/adapters/node";
import "@shopify/shopify-api/adapters/web-api";
import { LogSeverity, shopifyApi, type ConfigParams, type Shopify } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { getEnv } from "../env.server.ts";
import { log } from "../log.server.ts";
import { apiVersion } from "./api-version.ts";
import { shopifyFetch } from "./shopify-fetch.server.ts";

// After the adapter's import, which sets its own.
setAbstractFetchFunc(shopifyFetch);

/** The library's words in our log, warnings and worse only: its debug lines carry session tokens. */
export const libraryLogger: ConfigParams["logger"] = {
  level: LogSeverity.Warning,
  log: (severity, message) => log[severity === LogSeverity.Error ? "error" : "warn"]({ from: "shopify-api" }, message),
};

let library: Shopify | undefined;

/** Shopify's library, for tokens and for reading session tokens. */
export function getShopifyLibrary(): Shopify {
  if (library) return library;
  const env = getEnv();
  const address = new URL(env.SHOPIFY_APP_URL);
  library = shopifyApi({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    hostName: address.host,
    hostScheme: address.protocol === "http:" ? "http" : "https",
    apiVersion,
    isEmbeddedApp: true,
    logger: libraryLogger,
  });
  return library;
}
