import { ApiVersion } from "@shopify/shopify-api";

/** The one version of Shopify's API that Arrivo speaks; shopify.app.toml says the same (tests/contract/app-toml.test.ts). */
export const apiVersion = ApiVersion.October26;
