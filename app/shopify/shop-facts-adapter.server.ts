import { z } from "zod";
import { ShopifyRejected } from "../errors.ts";
import type { LocationFacts, ShopFactsPort } from "../shops/shop-facts-port.ts";
import { allPages } from "./all-pages.ts";
import { gidOf, pageInfo, refuseUserErrors, userErrors } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import {
  EnsureMetafieldDefinition,
  ReadLocales,
  ReadLocations,
  ReadSalesChannels,
  ReadShopFacts,
} from "./documents/shop-facts.ts";
import { readInstallation } from "./read-installation.server.ts";

const shopFacts = z.object({
  shop: z.object({
    name: z.string(),
    contactEmail: z.string(),
    ianaTimezone: z.string(),
    currencyCode: z.string(),
    plan: z.object({ publicDisplayName: z.string() }),
    shopAddress: z.object({ countryCodeV2: z.string().nullable() }),
  }),
});
const locations = z.object({
  locations: z.object({
    nodes: z.array(
      z.object({ id: gidOf("Location"), name: z.string(), isActive: z.boolean(), fulfillsOnlineOrders: z.boolean() }),
    ),
    pageInfo,
  }),
});
const locales = z.object({ shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean() })) });
const channels = z.object({
  channels: z.object({ nodes: z.array(z.object({ handle: z.string(), name: z.string() })) }),
});
const definition = z.object({ metafieldDefinitionCreate: z.object({ userErrors }) });

/** Shopify's default access: the merchant reads it in the admin, our own Liquid reads it, nobody else does. */
const promiseDefinition = {
  namespace: "$app",
  key: "arrivo",
  name: "Arrivo",
  description: "What the product page says about stock that is still to come. Written by Arrivo.",
  type: "json",
  ownerType: "PRODUCTVARIANT",
  access: { admin: "MERCHANT_READ" },
};

export function shopFactsAdapter(client: ShopifyClient): ShopFactsPort {
  return {
    async readShopFacts() {
      const { shop } = await client.query(ReadShopFacts, {}, shopFacts);
      const { scopes } = await readInstallation(client);
      return {
        name: shop.name,
        contactEmail: shop.contactEmail,
        timeZone: shop.ianaTimezone,
        currency: shop.currencyCode,
        planName: shop.plan.publicDisplayName,
        country: shop.shopAddress.countryCodeV2 ?? "",
        locale: scopes.has("read_locales") ? await primaryLocale(client) : null,
      };
    },

    async readLocations() {
      const found: LocationFacts[] = [];
      const pages = allPages(async (after) => (await client.query(ReadLocations, { after }, locations)).locations);
      for await (const page of pages) found.push(...page.map(({ id, ...facts }) => ({ locationId: id, ...facts })));
      return found;
    },

    readGrantedScopes: async () => (await readInstallation(client)).scopes,

    async readSalesChannels() {
      try {
        return (await client.query(ReadSalesChannels, {}, channels)).channels.nodes;
      } catch (error) {
        // Shopify's schema names no scope for them, but may ask for one all the same.
        if (error instanceof ShopifyRejected) return null;
        throw error;
      }
    },

    async ensureMetafieldDefinition() {
      const answer = await client.query(EnsureMetafieldDefinition, { definition: promiseDefinition }, definition);
      const problems = answer.metafieldDefinitionCreate.userErrors.filter(({ code }) => code !== "TAKEN");
      refuseUserErrors("EnsureMetafieldDefinition", problems);
    },
  };
}

async function primaryLocale(client: ShopifyClient): Promise<string | null> {
  const { shopLocales } = await client.query(ReadLocales, {}, locales);
  return shopLocales.find(({ primary }) => primary)?.locale ?? null;
}
